DROP TABLE doings;
