INSERT INTO voice_invitations (id, official, account, standing, role, invited_by, made_at, expires_at)
SELECT id, id, NULL, 'agent', '', id, 1, 2 FROM actors WHERE local;
