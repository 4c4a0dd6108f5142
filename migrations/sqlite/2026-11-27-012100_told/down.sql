CREATE TABLE told (
    complaint BLOB NOT NULL,
    actor BLOB NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (complaint, actor)
);
INSERT INTO told (complaint, actor, at) SELECT place, actor, MIN(at) FROM told_why GROUP BY place, actor;
DROP TABLE told_why;
