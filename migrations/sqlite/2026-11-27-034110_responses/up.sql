-- Which post an answer of a thread is.
CREATE INDEX posts_of_response ON posts (complaint, response) WHERE response IS NOT NULL;
