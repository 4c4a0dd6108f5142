-- The public log as a chain that the instance signs. Salts go with the texts they belong to, should one have to be erased.
CREATE TABLE moderation_chain (
    number BIGINT NOT NULL PRIMARY KEY,
    entry BLOB NOT NULL UNIQUE REFERENCES moderation_log (id),
    core BLOB NOT NULL,
    hash BLOB NOT NULL,
    moderator_salt TEXT,
    reason_salt TEXT
);
