DROP INDEX quotes_by_time;
DROP INDEX quotes_by_actor;
