-- From which network a board was looked for that nobody had needed, by a keyed hash: each has its share.
ALTER TABLE boards ADD COLUMN asked_by BYTEA;
