INSERT INTO cases (id, kind, complaint, report, actor, about, sequence, note, opened_at, heard_until, decided_at, decision)
VALUES ('0123456789abcdef', 'contest', 'complaint0000001', NULL, NULL, 'duplicate', 4, '', 1, 2, NULL, NULL);
INSERT INTO restrictions (actor, kind, reason, at, until, moderator)
VALUES ('0123456789abcdef', 'suspended', 'spam', 1, NULL, '0123456789abcde0');
INSERT INTO notices (id, recipient, kind, complaint, reason, until, at)
VALUES ('0123456789abcdef', '0123456789abcde0', 'contested', NULL, '', 2, 1);
INSERT INTO hidden_posts (post, scope, complaint, reason, at)
VALUES ('0123456789abcdef', 'home', 'complaint0000001', 'a name', 1);
