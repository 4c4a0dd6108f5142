-- What complainants show a brand alone: facts and file are sealed under the instance's key; and who read it.
CREATE TABLE receipts (
    id        BYTEA   NOT NULL PRIMARY KEY,
    complaint BYTEA   NOT NULL REFERENCES complaints (id),
    brand     BYTEA   NOT NULL,
    facts     BYTEA   NOT NULL,
    file      BYTEA,
    media     TEXT   NOT NULL,
    shown_at  BIGINT NOT NULL
);
CREATE INDEX receipts_of_complaint ON receipts (complaint);
CREATE TABLE receipt_readings (
    receipt BYTEA   NOT NULL REFERENCES receipts (id),
    reader  BYTEA   NOT NULL,
    name    TEXT   NOT NULL,
    at      BIGINT NOT NULL,
    PRIMARY KEY (receipt, reader, at)
);
