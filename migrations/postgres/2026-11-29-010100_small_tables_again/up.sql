-- No statement reads one of these whole (tests/integration/plans.rs).
CREATE INDEX brands_provisional ON brands (id) WHERE provisional;
CREATE INDEX login_links_of_handle ON login_links (handle);
CREATE INDEX voice_invitations_of_asker ON voice_invitations (invited_by);
