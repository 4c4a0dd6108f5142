DROP TABLE jobs;
DROP TABLE causes;
