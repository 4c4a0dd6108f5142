INSERT INTO board_keys (board, key, seen_at, decided_at, how, refused, evidence)
VALUES ('0123456789abcdef', 'z6MkExample', 1, NULL, 'offered', 2, NULL);
INSERT INTO carried_boards (board, heard_at, silent_since, reason) VALUES ('0123456789abcdef', 1, 2, 'no answer');
INSERT INTO conflicts (complaint, sequence, hash, core, source, seen_at, seal)
VALUES ('0123456789abcdef', 3, 'hash', 'core', 'https://south.example', 1, '{}');
