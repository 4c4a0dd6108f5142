-- Who carries a board of another server, by that server's own word: once named they are asked for what they hold, whatever
-- the board says later. `asked_at` is when that was last.
CREATE TABLE board_carriers (
    board BLOB NOT NULL REFERENCES actors (id) ON DELETE CASCADE,
    carrier BLOB NOT NULL REFERENCES actors (id) ON DELETE CASCADE,
    named_at BIGINT NOT NULL,
    asked_at BIGINT NOT NULL,
    PRIMARY KEY (board, carrier)
);
