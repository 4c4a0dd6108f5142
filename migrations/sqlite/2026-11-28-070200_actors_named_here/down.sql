DROP INDEX actors_named_here;
