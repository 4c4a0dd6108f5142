-- Whether whoever asked for a link had signed in with that handle in that browser before: what strangers ask for takes nothing
-- from what is kept for those.
ALTER TABLE login_links ADD COLUMN known BOOLEAN NOT NULL DEFAULT FALSE;
