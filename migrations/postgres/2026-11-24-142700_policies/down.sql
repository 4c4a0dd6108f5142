ALTER TABLE complaints DROP COLUMN policy;
DROP TABLE policies;
