CREATE TABLE follows (
    follower BLOB NOT NULL REFERENCES actors (id) ON DELETE CASCADE,
    followed BLOB NOT NULL REFERENCES actors (id) ON DELETE CASCADE,
    uri TEXT NOT NULL,
    accepted BOOLEAN NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (follower, followed)
);
CREATE INDEX follows_by_followed ON follows (followed, follower);
