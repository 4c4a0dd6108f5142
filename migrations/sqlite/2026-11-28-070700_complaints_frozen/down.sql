DROP INDEX complaints_frozen;
