DROP INDEX reports_about;
DROP INDEX reports_of_case;
ALTER TABLE reports DROP COLUMN case_id;
