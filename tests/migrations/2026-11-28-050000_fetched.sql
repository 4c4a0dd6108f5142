INSERT INTO inbox_lanes (host, fetched, waiting, next_at) VALUES ('a.test', FALSE, 1, 9223372036854775807), ('a.test/fetched', TRUE, 0, 1);
INSERT INTO jobs (kind, task, due_at, attempts, dead, created_at, lane) VALUES ('receive_activity', '{}', 1, 0, FALSE, 1, 'a.test/fetched');
