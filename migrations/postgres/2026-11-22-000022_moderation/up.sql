-- What people, and other servers, ask the moderators to look at.
CREATE TABLE reports (
    id BYTEA NOT NULL PRIMARY KEY,
    complaint BYTEA,
    subject TEXT NOT NULL,
    reporter BYTEA,
    reporter_handle TEXT NOT NULL,
    reason TEXT NOT NULL,
    note TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    decided_at BIGINT,
    decision TEXT
);

CREATE INDEX reports_open ON reports (decided_at, made_at);
CREATE INDEX reports_of_complaint ON reports (complaint);

-- Every decision of the moderators, in public: what was done, by whom, and why.
CREATE TABLE moderation_log (
    id BYTEA NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    moderator TEXT NOT NULL,
    deed TEXT NOT NULL,
    ground TEXT,
    complaint BYTEA,
    reason TEXT NOT NULL
);

CREATE INDEX moderation_log_by_time ON moderation_log (at);
