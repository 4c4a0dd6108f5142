ALTER TABLE boards DROP COLUMN asked_by;
