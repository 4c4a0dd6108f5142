ALTER TABLE login_links DROP COLUMN known;
