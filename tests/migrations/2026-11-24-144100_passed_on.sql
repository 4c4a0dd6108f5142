INSERT INTO passed_on (complaint, sequence, activity, body, at) VALUES ('a complaint', 3, 'https://peer.example/creates/1', '{"type":"Create"}', 1770000000000000);
INSERT INTO past_follows (followed, inbox, since) VALUES ('a board', 'https://peer.example/inbox', 1770000000000000);
INSERT INTO quotes (id, post, quoting, actor, at) VALUES ('a leave', 'a post', 'https://peer.example/notes/1', 'an actor', 1770000000000000);
INSERT INTO reports (id, subject, reporter_handle, reason, note, made_at, activity) VALUES ('a report', 'https://home.example/posts/1', 'peer@peer.example', 'other', '', 1770000000000000, 'https://peer.example/flags/1');
