DROP INDEX posts_of_response;
