DROP INDEX CONCURRENTLY IF EXISTS complaints_in_conflict;
