DROP INDEX posts_of_author_by_kind;
