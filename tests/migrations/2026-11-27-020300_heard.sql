INSERT INTO notices (id, recipient, kind, complaint, reason, until, at, seen_at, sender, host, note, html)
VALUES ('0123456789abcde1', '0123456789abcde0', 'said', NULL, '', NULL, 3, NULL, '0123456789abcdef', 'north.example', 'https://north.example/posts/1', '<p>Hello</p>');
