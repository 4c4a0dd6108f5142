DROP INDEX follows_heard_by_rd;
DROP INDEX follows_heard;
ALTER TABLE follows DROP COLUMN speaks_rd;
ALTER TABLE follows DROP COLUMN inbox;
