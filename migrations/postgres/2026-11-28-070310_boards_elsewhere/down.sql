DROP INDEX CONCURRENTLY boards_elsewhere;
