-- What authors elsewhere let others do with posts that are kept here, and the leave that they gave us (GoToSocial's interaction
-- policies); and which kind of leave it is that we gave others.
CREATE TABLE interaction_policies (
    post   TEXT NOT NULL PRIMARY KEY,
    author BYTEA NOT NULL REFERENCES actors (id) ON DELETE CASCADE,
    policy TEXT NOT NULL
);
CREATE TABLE approvals (
    subject  TEXT NOT NULL PRIMARY KEY,
    target   TEXT NOT NULL,
    approval TEXT NOT NULL,
    at       BIGINT NOT NULL
);
ALTER TABLE quotes ADD COLUMN kind TEXT NOT NULL DEFAULT 'quote';
