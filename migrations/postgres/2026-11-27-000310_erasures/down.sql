ALTER TABLE past_follows DROP COLUMN speaks_rd;
DROP TABLE post_copies;
DROP TABLE erasure_copies;
DROP TABLE erasures;
