-- What is asked for with every event, note and comparison is found without reading everything.
CREATE INDEX notices_about ON notices (complaint, kind) WHERE complaint IS NOT NULL;
CREATE INDEX notices_seen ON notices (seen_at) WHERE seen_at IS NOT NULL;
CREATE INDEX complaints_of_board ON complaints (board_uri, at_home, id);
CREATE INDEX actors_of_host ON actors (host, kind);
CREATE INDEX brands_merged ON brands (merged_into) WHERE merged_into IS NOT NULL;

-- The registrable domain of the server that wrote a note. Which part of a host that is, no SQL knows: notes of before are
-- counted for their host, and no count looks further back than a day.
ALTER TABLE notices ADD COLUMN site TEXT;
UPDATE notices SET site = substr(host, 1, instr(host || ':', ':') - 1) WHERE host IS NOT NULL;
DROP INDEX notices_by_host;
CREATE INDEX notices_of_site ON notices (site, at) WHERE site IS NOT NULL;
