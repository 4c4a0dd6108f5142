DROP INDEX posts_told;
