-- Everything that waits for a moderator, in one queue: reports, contests, appeals, disputed labels, objections.
CREATE TABLE cases (
    id BLOB NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    complaint BLOB,
    report BLOB,
    actor BLOB,
    about TEXT NOT NULL,
    sequence BIGINT,
    note TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    heard_until BIGINT,
    decided_at BIGINT,
    decision TEXT
);

CREATE INDEX cases_open ON cases (opened_at, id) WHERE decided_at IS NULL;
CREATE INDEX cases_of_complaint ON cases (complaint);
CREATE INDEX cases_of_actor ON cases (actor);
CREATE UNIQUE INDEX cases_of_report ON cases (report) WHERE report IS NOT NULL;

-- Reports that nobody has decided yet stand in it from now on.
INSERT INTO cases (id, kind, complaint, report, actor, about, sequence, note, opened_at, heard_until, decided_at, decision)
SELECT id, 'report', complaint, id, NULL, '', NULL, '', made_at, NULL, NULL, NULL FROM reports WHERE decided_at IS NULL;

-- Who may not act here, or only in what is their own: members, guests, pseudonyms, people of other servers.
CREATE TABLE restrictions (
    actor BLOB NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    reason TEXT NOT NULL,
    at BIGINT NOT NULL,
    until BIGINT,
    moderator BLOB NOT NULL
);

-- What somebody is to hear about a decision that concerns them.
CREATE TABLE notices (
    id BLOB NOT NULL PRIMARY KEY,
    recipient BLOB NOT NULL,
    kind TEXT NOT NULL,
    complaint BLOB,
    reason TEXT NOT NULL,
    until BIGINT,
    at BIGINT NOT NULL
);

CREATE INDEX notices_of ON notices (recipient, at, id);

-- Comments that were taken out: by the home of their thread, or here alone.
CREATE TABLE hidden_posts (
    post BLOB NOT NULL,
    scope TEXT NOT NULL,
    complaint BLOB NOT NULL,
    reason TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (post, scope)
);

CREATE INDEX hidden_posts_of ON hidden_posts (complaint);

-- Whom or what a decision is about, which case it settled, and that it was undone.
ALTER TABLE moderation_log ADD COLUMN subject TEXT;
ALTER TABLE moderation_log ADD COLUMN case_id BLOB;
ALTER TABLE moderation_log ADD COLUMN before TEXT;
ALTER TABLE moderation_log ADD COLUMN undone_at BIGINT;
ALTER TABLE moderation_chain ADD COLUMN subject_salt TEXT;
CREATE INDEX moderation_log_of_complaint ON moderation_log (complaint, at);
