DROP INDEX boards_by_asking;
ALTER TABLE boards DROP COLUMN asked_at;
