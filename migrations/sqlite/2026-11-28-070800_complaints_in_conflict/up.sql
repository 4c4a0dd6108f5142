-- Of which two histories were told.
CREATE INDEX complaints_in_conflict ON complaints (home) WHERE conflict_at IS NOT NULL;
