-- Members of this instance. The name is the actor's user name, lower case.
CREATE TABLE accounts (
    id BLOB NOT NULL PRIMARY KEY,
    actor BLOB NOT NULL UNIQUE,
    name TEXT NOT NULL UNIQUE,
    password TEXT NOT NULL,
    role TEXT NOT NULL,
    language TEXT,
    created_at BIGINT NOT NULL,
    suspended_at BIGINT
);
