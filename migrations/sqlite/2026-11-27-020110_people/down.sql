DROP TABLE voice_invitations;
ALTER TABLE representatives DROP COLUMN executive;
