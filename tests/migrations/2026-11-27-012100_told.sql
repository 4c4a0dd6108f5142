INSERT INTO told_why (actor, place, reason, at) SELECT id, id, 'private-reply', 0 FROM complaints;
-- For the migration that queues again: contested, closed and back, with a case that was settled; contested beside the queue;
-- withdrawn with a contest that nobody settled; and a comment that its home erased.
INSERT INTO complaints (id, uri, home, at_home, brand, board_uri, complainant_handle, filed_uri, title, state, visibility,
    listed, waiting_on, waiting_since, filed_at, updated_at, supporters, facts, sequence, head, snapshot)
VALUES
    ('complaint-back', 'https://home.test/threads/back', 'https://home.test', TRUE, 'brand-of-replicas',
        'https://home.test/boards/1', 'ann@home.test', 'https://home.test/posts/back', 'A lamp', 'open', 'public',
        TRUE, 'nobody', 1, 1, 1, 0, '{}', 5, 'head',
        '{"state":{"state":"open"},"contests":{"abuse":"open"},"appealed":[],"responses":{}}'),
    ('complaint-beside', 'https://home.test/threads/beside', 'https://home.test', TRUE, 'brand-of-replicas',
        'https://home.test/boards/1', 'ann@home.test', 'https://home.test/posts/beside', 'A lamp', 'acknowledged', 'public',
        TRUE, 'nobody', 1, 1, 1, 0, '{}', 5, 'head',
        '{"state":{"state":"acknowledged"},"contests":{"abuse":"open"},"appealed":[],"responses":{}}'),
    ('complaint-over', 'https://home.test/threads/over', 'https://home.test', TRUE, 'brand-of-replicas',
        'https://home.test/boards/1', 'ann@home.test', 'https://home.test/posts/over', 'A lamp', 'withdrawn', 'public',
        TRUE, 'nobody', 1, 1, 1, 0, '{}', 5, 'head',
        '{"state":{"state":"withdrawn"},"contests":{"abuse":"open"},"appealed":[],"responses":{}}'),
    ('complaint-away', 'https://away.test/threads/away', 'https://away.test', FALSE, 'brand-of-replicas',
        'https://away.test/boards/1', 'ann@home.test', 'https://away.test/posts/away', 'A lamp', 'lapsed', 'public',
        TRUE, 'nobody', 1, 1, 1, 0, '{}', 5, 'head',
        '{"state":{"state":"lapsed"},"contests":{"abuse":"open"},"appealed":[],"responses":{}}');
INSERT INTO complaint_events (complaint, sequence, kind, party, at, core, hash) VALUES
    ('complaint-back', 2, 'Contested', 'brand', 20, '{"fields":{"ground":"abuse"}}', 'hash'),
    ('complaint-beside', 2, 'Contested', 'brand', 20, '{"fields":{"ground":"abuse"}}', 'hash'),
    ('complaint-over', 2, 'Contested', 'brand', 20, '{"fields":{"ground":"abuse"}}', 'hash');
INSERT INTO cases (id, kind, complaint, about, sequence, note, opened_at, decided_at, decision) VALUES
    ('case-settled', 'contest', 'complaint-back', 'abuse', 2, '', 20, 30, 'dismiss'),
    ('case-over', 'contest', 'complaint-over', 'abuse', 2, '', 20, NULL, NULL);
INSERT INTO hidden_posts (post, scope, complaint, reason, at) VALUES ('post-away', 'home', 'complaint-away', '', 1);
