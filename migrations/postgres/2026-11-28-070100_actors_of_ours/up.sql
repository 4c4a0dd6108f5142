-- The actors of this instance, of one kind: few among many.
CREATE INDEX CONCURRENTLY actors_of_ours ON actors (kind, created_at) WHERE local;
