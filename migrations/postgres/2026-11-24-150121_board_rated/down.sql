DROP INDEX CONCURRENTLY IF EXISTS complaints_of_brand_rated;
