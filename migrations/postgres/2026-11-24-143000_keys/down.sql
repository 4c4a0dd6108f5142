DROP TABLE remote_keys;
ALTER TABLE actor_keys DROP COLUMN succession;
