-- How much came of somebody, or of everybody of one host, in one hour: a number, for a day. `who` is an actor's address or a
-- host, `hour` counts since 1970.
CREATE TABLE doings (
    who TEXT NOT NULL,
    kind TEXT NOT NULL,
    hour BIGINT NOT NULL,
    number BIGINT NOT NULL,
    PRIMARY KEY (who, kind, hour)
);
CREATE INDEX doings_by_hour ON doings (hour);
