DROP TABLE blocks;
DROP TABLE reactions;
DROP TABLE inbox;
