-- Which post an answer of a thread is.
CREATE INDEX CONCURRENTLY posts_of_response ON posts (complaint, response) WHERE response IS NOT NULL;
