-- What an Accept, a Reject or an Undo names.
CREATE INDEX follows_by_uri ON follows (uri);
