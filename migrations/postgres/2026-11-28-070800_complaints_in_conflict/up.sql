-- Of which two histories were told.
CREATE INDEX CONCURRENTLY complaints_in_conflict ON complaints (home) WHERE conflict_at IS NOT NULL;
