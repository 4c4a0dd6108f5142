UPDATE jobs SET lane = REPLACE(lane, '/fetched', '') WHERE lane LIKE '%/fetched';
DELETE FROM inbox_lanes WHERE fetched;
DROP INDEX inbox_lanes_by_next;
ALTER TABLE inbox_lanes DROP COLUMN fetched;
CREATE INDEX inbox_lanes_by_next ON inbox_lanes (next_at);
UPDATE inbox_lanes SET next_at = 0 WHERE waiting > 0;
