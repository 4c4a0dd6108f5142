DROP INDEX notices_of_site;
ALTER TABLE notices DROP COLUMN site;
CREATE INDEX notices_by_host ON notices (host, at) WHERE host IS NOT NULL;
DROP INDEX brands_merged;
DROP INDEX actors_of_host;
DROP INDEX complaints_of_board;
DROP INDEX notices_seen;
DROP INDEX notices_about;
