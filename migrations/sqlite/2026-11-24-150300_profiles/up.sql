-- What actors elsewhere say of themselves beside their names: where their picture is, and whether they may be searched.
CREATE TABLE profiles (
    actor BLOB NOT NULL PRIMARY KEY,
    icon TEXT,
    indexable BOOLEAN NOT NULL,
    asked_at BIGINT
);

-- Their pictures as we drew them again, in two sizes. They can be fetched anew, so no backup holds them.
CREATE TABLE pictures (
    actor BLOB NOT NULL,
    size INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (actor, size)
);

-- What members asked for by handle or address, and where it was found.
CREATE TABLE lookups (
    id BLOB NOT NULL PRIMARY KEY,
    text TEXT NOT NULL,
    place TEXT,
    at BIGINT NOT NULL,
    done BOOLEAN NOT NULL
);
CREATE INDEX lookups_by_time ON lookups (at);
