DROP INDEX CONCURRENTLY complaints_frozen;
