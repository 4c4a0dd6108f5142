ALTER TABLE brands DROP COLUMN was_read;
