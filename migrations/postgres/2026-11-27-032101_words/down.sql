DELETE FROM search_texts;
DELETE FROM search_entries WHERE kind = 3;
UPDATE search_entries SET words = '';
DELETE FROM record_texts;
DELETE FROM jobs WHERE kind = 'index';
INSERT INTO jobs (kind, task, due_at, attempts, dead, created_at)
SELECT 'index', '{"task":"index","after":null}', 0, 0, FALSE, 0
WHERE EXISTS (SELECT 1 FROM actors);
