-- What a host sent and is only fetched from elsewhere lies in a lane beside the host's; the host's row counts both. All lanes are
-- looked at once: one that was let go may have been left lying.
ALTER TABLE inbox_lanes ADD COLUMN fetched BOOLEAN NOT NULL DEFAULT FALSE;
DROP INDEX inbox_lanes_by_next;
CREATE INDEX inbox_lanes_by_next ON inbox_lanes (fetched, next_at);
UPDATE inbox_lanes SET next_at = 0 WHERE waiting > 0;
