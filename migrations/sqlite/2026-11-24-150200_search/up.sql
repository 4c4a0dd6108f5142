-- What can be found by words: complaints by what was written, people by their names. The words are kept beside the index,
-- because only whoever knows them can take them out of it again.
CREATE TABLE search_entries (
    id INTEGER PRIMARY KEY NOT NULL,
    kind INTEGER NOT NULL,
    subject BLOB NOT NULL,
    words TEXT NOT NULL,
    UNIQUE (kind, subject)
);
CREATE VIRTUAL TABLE search_texts USING fts5 (words, content='search_entries', content_rowid='id', detail='none', prefix='2 3', tokenize='unicode61 remove_diacritics 0');

-- What is there already is indexed by a job, in pieces.
INSERT INTO jobs (kind, task, due_at, attempts, dead, created_at)
SELECT 'index', '{"task":"index","after":null}', 0, 0, FALSE, 0
WHERE EXISTS (SELECT 1 FROM actors);
