DROP TABLE fates;
