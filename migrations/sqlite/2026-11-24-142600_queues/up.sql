-- A host is looked at when next_at says so, and then a few of its deliveries are taken: whatever waits for the others
-- costs nothing. A delivery is ready (0), parked (1), dead (2), behind an earlier one of its complaint (3) or leased (4).
ALTER TABLE deliveries ADD COLUMN turn BIGINT NOT NULL DEFAULT 0;
ALTER TABLE deliveries ADD COLUMN worker BIGINT;
DROP INDEX deliveries_due;
DROP INDEX deliveries_by_complaint;
DROP INDEX deliveries_in_order;
CREATE INDEX deliveries_ready ON deliveries (host, state, due_at, id);
CREATE INDEX deliveries_in_order ON deliveries (complaint, host, turn);
CREATE INDEX deliveries_open ON deliveries (first_at, id) WHERE state IN (0, 3);
CREATE INDEX deliveries_leased ON deliveries (worker) WHERE worker IS NOT NULL;
CREATE INDEX deliveries_dead ON deliveries (id) WHERE state IN (1, 2);
CREATE INDEX deliveries_dead_by_host ON deliveries (host, id) WHERE state IN (1, 2);
CREATE INDEX deliveries_tried ON deliveries (complaint, host) WHERE state = 0 AND attempts > 0;
-- Turns that are given from now on come after these.
UPDATE deliveries SET turn = (SELECT MIN(e.id) FROM deliveries e WHERE e.activity = deliveries.activity) - 1000000000000;
UPDATE deliveries SET state = 3 WHERE state = 0 AND EXISTS (SELECT 1 FROM deliveries e
    WHERE e.complaint = deliveries.complaint AND e.host = deliveries.host AND e.state IN (0, 3) AND e.turn < deliveries.turn);

ALTER TABLE hosts ADD COLUMN next_at BIGINT NOT NULL DEFAULT 9223372036854775807;
CREATE INDEX hosts_by_next ON hosts (next_at);
CREATE INDEX hosts_failing ON hosts (host) WHERE failures > 0;
INSERT INTO hosts (host, failures, probe_at, blocked, next_at)
    SELECT host, 0, 0, FALSE, MIN(due_at) FROM deliveries WHERE state = 0 GROUP BY host
    ON CONFLICT (host) DO UPDATE SET next_at = excluded.next_at;

-- Jobs of one chain run one after the other; jobs of a lane are what one host sent.
ALTER TABLE jobs ADD COLUMN lane TEXT NOT NULL DEFAULT '';
ALTER TABLE jobs ADD COLUMN chain BLOB;
ALTER TABLE jobs ADD COLUMN worker BIGINT;
DROP INDEX jobs_due;
CREATE INDEX jobs_ready ON jobs (dead, lane, due_at, id);
CREATE INDEX jobs_in_chain ON jobs (chain, id) WHERE chain IS NOT NULL;
CREATE INDEX jobs_leased ON jobs (worker) WHERE worker IS NOT NULL;

-- What waits of each host that sends to us, kept with the jobs in one transaction, so that nobody has to count.
CREATE TABLE inbox_lanes (
    host TEXT PRIMARY KEY NOT NULL,
    waiting BIGINT NOT NULL,
    next_at BIGINT NOT NULL
);
CREATE INDEX inbox_lanes_by_next ON inbox_lanes (next_at);
CREATE INDEX inbox_lanes_waiting ON inbox_lanes (waiting) WHERE waiting > 0;
