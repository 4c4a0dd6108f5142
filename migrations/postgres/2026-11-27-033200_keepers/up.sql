-- From which network something is kept that nobody signed, by a keyed hash: each has its share.
ALTER TABLE sessions ADD COLUMN owner BYTEA;
