-- Whether a name is taken.
CREATE INDEX CONCURRENTLY actors_named_here ON actors (username) WHERE local;
