DELETE FROM jobs WHERE kind = 'index';
DROP TABLE search_texts;
DROP TABLE search_entries;
