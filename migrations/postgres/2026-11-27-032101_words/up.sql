-- Words are cut and folded by our own rule for every script, brands among them.
DELETE FROM search_texts;
UPDATE search_entries SET words = '';
DELETE FROM record_texts;

-- What is there already is indexed by a job, in pieces.
DELETE FROM jobs WHERE kind = 'index';
INSERT INTO jobs (kind, task, due_at, attempts, dead, created_at)
SELECT 'index', '{"task":"index","after":null}', 0, 0, FALSE, 0
WHERE EXISTS (SELECT 1 FROM actors) OR EXISTS (SELECT 1 FROM brands);
