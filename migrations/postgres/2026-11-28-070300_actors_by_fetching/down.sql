DROP INDEX CONCURRENTLY actors_by_fetching;
