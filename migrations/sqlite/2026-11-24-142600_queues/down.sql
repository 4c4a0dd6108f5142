DROP TABLE inbox_lanes;
DROP INDEX jobs_ready;
DROP INDEX jobs_in_chain;
DROP INDEX jobs_leased;
ALTER TABLE jobs DROP COLUMN lane;
ALTER TABLE jobs DROP COLUMN chain;
ALTER TABLE jobs DROP COLUMN worker;
CREATE INDEX jobs_due ON jobs (due_at, id) WHERE NOT dead;

DROP INDEX hosts_by_next;
DROP INDEX hosts_failing;
ALTER TABLE hosts DROP COLUMN next_at;

DROP INDEX deliveries_ready;
DROP INDEX deliveries_in_order;
DROP INDEX deliveries_open;
DROP INDEX deliveries_leased;
DROP INDEX deliveries_tried;
DROP INDEX deliveries_dead;
DROP INDEX deliveries_dead_by_host;
UPDATE deliveries SET state = 0 WHERE state IN (3, 4);
ALTER TABLE deliveries DROP COLUMN turn;
ALTER TABLE deliveries DROP COLUMN worker;
CREATE INDEX deliveries_due ON deliveries (due_at, id) WHERE state = 0;
CREATE INDEX deliveries_by_complaint ON deliveries (complaint);
CREATE INDEX deliveries_in_order ON deliveries (host, complaint, id) WHERE state = 0;
