-- A queue in which something waits behind something else, for the migration that orders it by host.
INSERT INTO actors (id, uri, kind, local, username, host, handle, name, summary_html, inbox, fields, speaks_rd, fetched_at, created_at)
    VALUES ('actor-0000000001', 'https://home.test/actors/1', 'group', TRUE, 'acme', 'home.test', 'acme@home.test', 'Acme', '', '', '[]', FALSE, 0, 0);
INSERT INTO activities (id, actor, kind, complaint, sequence, public, audience, body, created_at) VALUES
    ('activity-0000001', 'actor-0000000001', 'announce', 'complaint-000001', 1, TRUE, '{}', '{}', 1),
    ('activity-0000002', 'actor-0000000001', 'announce', 'complaint-000001', 2, TRUE, '{}', '{}', 2);
INSERT INTO hosts (host, failures, probe_at, blocked) VALUES ('known.test', 1, 5, FALSE);
INSERT INTO deliveries (activity, actor, inbox, host, complaint, due_at, first_at, attempts, state) VALUES
    ('activity-0000001', 'actor-0000000001', 'https://known.test/inbox', 'known.test', 'complaint-000001', 1, 1, 1, 0),
    ('activity-0000002', 'actor-0000000001', 'https://known.test/inbox', 'known.test', 'complaint-000001', 2, 2, 0, 0),
    ('activity-0000001', 'actor-0000000001', 'https://new.test/inbox', 'new.test', 'complaint-000001', 1, 1, 0, 0),
    ('activity-0000002', 'actor-0000000001', 'https://dead.test/inbox', 'dead.test', NULL, 1, 1, 3, 2);
INSERT INTO jobs (kind, task, due_at, attempts, dead, created_at) VALUES ('expand', '{}', 1, 0, FALSE, 1), ('tell', '{}', 1, 20, TRUE, 1);
