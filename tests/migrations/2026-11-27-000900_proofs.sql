-- What was raised before there was a queue, for the migration that queues it.
INSERT INTO complaints (id, uri, home, at_home, brand, board_uri, complainant_handle, filed_uri, title, state, visibility,
    listed, waiting_on, waiting_since, filed_at, updated_at, supporters, facts, sequence, head, snapshot)
VALUES ('complaint-raised', 'https://home.test/threads/1', 'https://home.test', TRUE, 'brand-of-replicas',
    'https://home.test/boards/1', 'ann@home.test', 'https://home.test/posts/1', 'A lamp', 'dismissed', 'public',
    TRUE, 'nobody', 1, 1, 1, 0, '{}', 5, 'head',
    '{"state":{"state":"dismissed","before":{"state":"open"},"by":"moderator-1","ground":"duplicate"},"contests":{"duplicate":"open","abuse":{"appealed":{"by":"moderator-1"}},"settled":"upheld"},"appealed":["complainant"],"responses":{"1":{"labels":{"canned":"disputed","deflected":"set"}}}}');
INSERT INTO complaint_events (complaint, sequence, kind, party, at, core, hash) VALUES
    ('complaint-raised', 2, 'Contested', 'brand', 20, '{"fields":{"ground":"duplicate"}}', 'hash'),
    ('complaint-raised', 3, 'Contested', 'brand', 30, '{"fields":{"ground":"settled"}}', 'hash'),
    ('complaint-raised', 4, 'LabelDisputed', 'brand', 40, '{"fields":{"label":"canned","response":1}}', 'hash'),
    ('complaint-raised', 5, 'Appealed', 'complainant', 50, '{"fields":{"side":"complainant"}}', 'hash'),
    ('complaint-raised', 6, 'Appealed', 'brand', 60, '{"fields":{"side":"brand"}}', 'hash');
