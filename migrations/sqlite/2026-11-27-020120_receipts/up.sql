-- What complainants show a brand alone: facts and file are sealed under the instance's key; and who read it.
CREATE TABLE receipts (
    id        BLOB   NOT NULL PRIMARY KEY,
    complaint BLOB   NOT NULL REFERENCES complaints (id),
    brand     BLOB   NOT NULL,
    facts     BLOB   NOT NULL,
    file      BLOB,
    media     TEXT   NOT NULL,
    shown_at  BIGINT NOT NULL
);
CREATE INDEX receipts_of_complaint ON receipts (complaint);
CREATE TABLE receipt_readings (
    receipt BLOB   NOT NULL REFERENCES receipts (id),
    reader  BLOB   NOT NULL,
    name    TEXT   NOT NULL,
    at      BIGINT NOT NULL,
    PRIMARY KEY (receipt, reader, at)
);
