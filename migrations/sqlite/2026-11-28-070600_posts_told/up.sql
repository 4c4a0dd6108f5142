-- Where an account told of a post.
CREATE INDEX posts_told ON posts (told) WHERE told IS NOT NULL;
