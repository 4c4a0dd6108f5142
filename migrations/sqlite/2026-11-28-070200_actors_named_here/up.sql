-- Whether a name is taken.
CREATE INDEX actors_named_here ON actors (username) WHERE local;
