-- What only a complaint of another home has.
CREATE TABLE replicas (
    complaint BLOB NOT NULL PRIMARY KEY REFERENCES complaints (id),
    -- Ids are scoped by their home: the id that it gave, where another complaint has the same one here.
    wire_id BLOB,
    -- The post that it began with, by its home's word. `complaints.filed_uri` is for what was filed here: there one post
    -- files once, and nobody elsewhere can use up somebody's post.
    root_uri TEXT,
    -- The home that says who complained, where they did not say so themselves.
    said_by TEXT,
    -- When it was first heard of here: claimed times sort nowhere before it.
    heard_at BIGINT NOT NULL
);
INSERT INTO replicas (complaint, root_uri, heard_at) SELECT id, filed_uri, filed_at FROM complaints WHERE NOT at_home;
UPDATE complaints SET filed_uri = NULL WHERE NOT at_home;

-- The home that says who wrote a post, where they did not say so themselves.
ALTER TABLE posts ADD COLUMN said_by TEXT;
-- The board of another server that a post of ours was written to.
ALTER TABLE posts ADD COLUMN told BLOB;

CREATE INDEX requests_of_post ON requests (post);

-- What nobody here follows is in no list.
UPDATE complaints SET listed = FALSE WHERE NOT at_home AND NOT EXISTS (
    SELECT 1 FROM actors b JOIN follows f ON f.followed = b.id JOIN actors w ON w.id = f.follower
    WHERE b.uri = complaints.board_uri AND w.local
);
