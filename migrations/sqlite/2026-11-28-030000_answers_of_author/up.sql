-- Whether a voice ever answered for a brand is asked with each look at a thread.
CREATE INDEX posts_of_author_by_kind ON posts (author, kind, complaint);
