DROP TABLE record_imports;
DROP TABLE records;
DROP TABLE record_counts;
DROP TABLE record_texts;
DROP TABLE record_subjects;
DROP TABLE record_words;
