DROP TABLE inbox_subjects;
DROP TABLE activity_subjects;
