-- What the figures ask of a complaint, and how far it was taken. The clock looks at every complaint of this home once, writes
-- its row, and sets its next moment by the rules of version 2; until then a complaint stands in no figure.
CREATE TABLE fates (
    complaint BYTEA PRIMARY KEY REFERENCES complaints (id) ON DELETE CASCADE,
    word      TEXT NOT NULL,
    told_at   BIGINT,
    step      TEXT
);
CREATE INDEX fates_taken_further ON fates (step) WHERE step IS NOT NULL;
UPDATE complaints SET clock_at = 0 WHERE at_home;
