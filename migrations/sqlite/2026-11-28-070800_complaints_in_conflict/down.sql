DROP INDEX complaints_in_conflict;
