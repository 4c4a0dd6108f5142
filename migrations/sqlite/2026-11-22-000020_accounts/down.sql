DROP TABLE pseudonyms;
DROP TABLE accounts;
