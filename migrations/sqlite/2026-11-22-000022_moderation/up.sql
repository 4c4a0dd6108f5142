-- What people, and other servers, ask the moderators to look at.
CREATE TABLE reports (
    id BLOB NOT NULL PRIMARY KEY,
    complaint BLOB,
    subject TEXT NOT NULL,
    reporter BLOB,
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
    id BLOB NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    moderator TEXT NOT NULL,
    deed TEXT NOT NULL,
    ground TEXT,
    complaint BLOB,
    reason TEXT NOT NULL
);

CREATE INDEX moderation_log_by_time ON moderation_log (at);
