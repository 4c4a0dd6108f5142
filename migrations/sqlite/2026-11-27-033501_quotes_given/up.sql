-- How many leaves to quote somebody was given in a day is asked before each one.
CREATE INDEX quotes_by_actor ON quotes (actor, at);
CREATE INDEX quotes_by_time ON quotes (at);
