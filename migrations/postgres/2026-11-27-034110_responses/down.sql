DROP INDEX CONCURRENTLY posts_of_response;
