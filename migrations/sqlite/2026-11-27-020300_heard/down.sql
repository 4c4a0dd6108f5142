DROP INDEX notices_unseen;
DROP INDEX notices_by_host;
DROP INDEX notices_by_note;
DELETE FROM notices WHERE note IS NOT NULL;
ALTER TABLE notices DROP COLUMN html;
ALTER TABLE notices DROP COLUMN note;
ALTER TABLE notices DROP COLUMN host;
ALTER TABLE notices DROP COLUMN sender;
ALTER TABLE notices DROP COLUMN seen_at;
