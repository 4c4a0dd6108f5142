-- Those that nobody asked for since long.
CREATE INDEX CONCURRENTLY actors_by_fetching ON actors (fetched_at) WHERE NOT local AND deleted_at IS NULL;
