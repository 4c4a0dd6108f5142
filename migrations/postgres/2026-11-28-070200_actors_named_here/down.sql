DROP INDEX CONCURRENTLY actors_named_here;
