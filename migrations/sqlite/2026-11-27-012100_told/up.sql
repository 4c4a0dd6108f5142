-- Who was told, and where, why something they wrote does not count: once for each reason. `place` is a complaint or a board.
CREATE TABLE told_why (
    actor  BLOB NOT NULL,
    place  BLOB NOT NULL,
    reason TEXT NOT NULL,
    at     BIGINT NOT NULL,
    PRIMARY KEY (actor, place, reason)
) WITHOUT ROWID;
INSERT INTO told_why (actor, place, reason, at) SELECT actor, complaint, '', at FROM told;
DROP TABLE told;
