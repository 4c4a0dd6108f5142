-- What people with an account here hear of what happened in threads: one row for each of them and event.
CREATE TABLE notifications (
    account   BYTEA   NOT NULL,
    at        BIGINT NOT NULL,
    -- The same for all who hear of one event.
    id        BYTEA   NOT NULL,
    complaint BYTEA   NOT NULL,
    sequence  BIGINT NOT NULL,
    -- A word of the catalogue: heard-<message>.
    message   TEXT   NOT NULL,
    -- What they are in the thread: by that it is decided anew, each time, whether they may see it.
    heard_as  TEXT   NOT NULL,
    -- Whether it counts in the head of every page.
    urgent    BOOLEAN NOT NULL,
    read_at   BIGINT,
    PRIMARY KEY (account, at, id)
);
CREATE INDEX notifications_unread ON notifications (account, complaint) WHERE read_at IS NULL;
-- The head of every page counts these, however many others were never read.
CREATE INDEX notifications_counted ON notifications (account) WHERE read_at IS NULL AND urgent;
CREATE INDEX notifications_of ON notifications (complaint, message);
CREATE INDEX notifications_old ON notifications (at);
