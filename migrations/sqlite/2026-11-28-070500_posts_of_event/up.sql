-- The post that an event of a thread is about.
CREATE INDEX posts_of_event ON posts (complaint, sequence);
