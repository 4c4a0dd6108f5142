ALTER TABLE erasure_copies ADD COLUMN ended_at BIGINT;
DROP INDEX hosts_known;
ALTER TABLE hosts DROP COLUMN known_since;
ALTER TABLE hosts ADD COLUMN last_success_at BIGINT;
