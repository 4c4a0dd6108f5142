DROP INDEX actors_of_ours;
