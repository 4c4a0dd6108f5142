DROP INDEX CONCURRENTLY IF EXISTS complaints_at_home_newest;
