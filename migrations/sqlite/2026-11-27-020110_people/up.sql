-- Whom people reach who take their complaint to whoever decides for a brand; and who was asked to speak for one. An invitation
-- without an account is a link, whose secret is made of its id and kept nowhere.
ALTER TABLE representatives ADD COLUMN executive BOOLEAN NOT NULL DEFAULT FALSE;
CREATE TABLE voice_invitations (
    id         BLOB   NOT NULL PRIMARY KEY,
    official   BLOB   NOT NULL REFERENCES actors (id),
    account    BLOB,
    standing   TEXT   NOT NULL,
    role       TEXT   NOT NULL,
    invited_by BLOB   NOT NULL,
    made_at    BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX voice_invitations_of_official ON voice_invitations (official);
CREATE INDEX voice_invitations_of_account ON voice_invitations (account);
