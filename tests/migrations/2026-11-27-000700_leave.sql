INSERT INTO interaction_policies (post, author, policy)
VALUES ('https://a.example/notes/1', CAST('a remote actor' AS BYTEA), '{"canReply": {"automaticApproval": [], "manualApproval": []}}');
INSERT INTO approvals (subject, target, approval, at)
VALUES ('https://home.test/posts/1', 'https://a.example/notes/1', 'https://a.example/authorizations/1', 1);
