-- A board that was made because somebody looked for it is in no list before somebody complains.
ALTER TABLE boards ADD COLUMN asked_at BIGINT;
CREATE INDEX boards_by_asking ON boards (asked_at);
