DROP INDEX posts_of_event;
