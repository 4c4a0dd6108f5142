DROP INDEX CONCURRENTLY complaints_in_conflict;
