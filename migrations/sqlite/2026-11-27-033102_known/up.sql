-- Since when a server has taken what we send. Of those from before, since when one of us and one of them follow each other.
ALTER TABLE hosts DROP COLUMN last_success_at;
ALTER TABLE hosts ADD COLUMN known_since BIGINT;
UPDATE hosts SET known_since = (SELECT MIN(f.at) FROM actors a JOIN follows f ON f.follower = a.id
    WHERE a.host = hosts.host AND f.accepted) WHERE failures = 0;
UPDATE hosts SET known_since = (SELECT MIN(f.at) FROM actors a JOIN follows f ON f.followed = a.id
    WHERE a.host = hosts.host AND f.accepted) WHERE failures = 0 AND known_since IS NULL;
CREATE INDEX hosts_known ON hosts (known_since, host) WHERE known_since IS NOT NULL;

-- Nobody read when a copy was confirmed, only that it was.
ALTER TABLE erasure_copies DROP COLUMN ended_at;
