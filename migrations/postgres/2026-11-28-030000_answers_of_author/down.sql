DROP INDEX CONCURRENTLY IF EXISTS posts_of_author_by_kind;
