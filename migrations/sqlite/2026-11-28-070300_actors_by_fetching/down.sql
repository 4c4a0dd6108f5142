DROP INDEX actors_by_fetching;
