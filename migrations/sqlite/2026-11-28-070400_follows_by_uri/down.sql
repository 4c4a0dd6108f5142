DROP INDEX follows_by_uri;
