DROP TABLE search_texts;
DELETE FROM search_entries WHERE kind = 3;
UPDATE search_entries SET words = '';
CREATE VIRTUAL TABLE search_texts USING fts5 (words, content='search_entries', content_rowid='id', detail='none', prefix='2 3', tokenize='unicode61 remove_diacritics 0');
DROP TABLE record_texts;
CREATE VIRTUAL TABLE record_texts USING fts5 (words, content='', detail='none', prefix='2 3', tokenize='unicode61 remove_diacritics 0');
DELETE FROM jobs WHERE kind = 'index';
INSERT INTO jobs (kind, task, due_at, attempts, dead, created_at)
SELECT 'index', '{"task":"index","after":null}', 0, 0, FALSE, 0
WHERE EXISTS (SELECT 1 FROM actors);
