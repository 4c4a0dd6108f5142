ALTER TABLE actors DROP COLUMN missed_at;
