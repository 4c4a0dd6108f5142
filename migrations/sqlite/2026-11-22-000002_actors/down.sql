DROP TABLE actor_keys;
DROP TABLE actors;
