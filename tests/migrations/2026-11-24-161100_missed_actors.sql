INSERT INTO activities (id, actor, kind, complaint, sequence, public, audience, body, created_at)
SELECT 'an activity', id, 'post', 'a complaint', 1, TRUE, '{"followers_of":[],"actors":[],"only_rd":false}',
    '{"id":"https://home.example/activities/1","type":"Create","object":{"id": "https://home.example/posts/1"}}', 1770000000000000
FROM actors LIMIT 1;
INSERT INTO inbox (key, actor, body, received_at) VALUES ('0123', 'an actor', '{"id":"https://peer.example/creates/9","type":"Create"}', 1);
INSERT INTO jobs (kind, task, due_at, attempts, dead, created_at)
VALUES ('receive_activity', '{"task":"receive_activity","key":"30313233"}', 0, 20, TRUE, 0);
INSERT INTO brands (id, domain, name, provisional, merged_into, created_at)
VALUES ('brand-of-replicas', 'replicas.example', 'Replicas', FALSE, NULL, 1);
INSERT INTO complaints (id, uri, home, at_home, brand, board_uri, complainant_handle, filed_uri, title, state, visibility,
    listed, waiting_on, waiting_since, filed_at, updated_at, supporters, facts, sequence, head, snapshot)
VALUES ('replica-elsewher', 'https://south.example/complaints/1', 'https://south.example', FALSE, 'brand-of-replicas',
    'https://south.example/boards/1', 'ann@south.example', 'https://south.example/notes/1', 'A lamp', 'open', 'public',
    TRUE, 'brand', 1, 1, 1, 0, '{}', 1, 'head', '{}');
