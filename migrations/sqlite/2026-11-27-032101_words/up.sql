-- Words are cut and folded by our own rule for every script, and the index takes them as they are: its own rule cut them at
-- the vowels of Devanagari and Thai.
DROP TABLE search_texts;
UPDATE search_entries SET words = '';
CREATE VIRTUAL TABLE search_texts USING fts5 (words, content='search_entries', content_rowid='id', detail='none', prefix='2 3', tokenize='ascii');
DROP TABLE record_texts;
CREATE VIRTUAL TABLE record_texts USING fts5 (words, content='', detail='none', prefix='2 3', tokenize='ascii');

-- What is there already is indexed by a job, in pieces.
DELETE FROM jobs WHERE kind = 'index';
INSERT INTO jobs (kind, task, due_at, attempts, dead, created_at)
SELECT 'index', '{"task":"index","after":null}', 0, 0, FALSE, 0
WHERE EXISTS (SELECT 1 FROM actors) OR EXISTS (SELECT 1 FROM brands);
