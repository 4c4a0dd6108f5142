DROP INDEX complaints_at_home_newest;
