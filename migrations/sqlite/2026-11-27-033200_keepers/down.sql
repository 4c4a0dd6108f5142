ALTER TABLE sessions DROP COLUMN owner;
