CREATE TABLE causes (
    key BLOB PRIMARY KEY NOT NULL,
    door TEXT NOT NULL,
    at BIGINT NOT NULL,
    refused BOOLEAN NOT NULL,
    answer TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX causes_by_door ON causes (door, at);

CREATE TABLE jobs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    task TEXT NOT NULL,
    due_at BIGINT NOT NULL,
    attempts INTEGER NOT NULL,
    dead BOOLEAN NOT NULL,
    reason TEXT,
    created_at BIGINT NOT NULL
);
CREATE INDEX jobs_due ON jobs (due_at, id) WHERE NOT dead;
