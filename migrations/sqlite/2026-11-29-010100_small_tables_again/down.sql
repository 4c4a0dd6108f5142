DROP INDEX voice_invitations_of_asker;
DROP INDEX login_links_of_handle;
DROP INDEX brands_provisional;
