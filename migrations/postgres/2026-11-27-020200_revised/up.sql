-- When its author says that a post got the words it has: an older edit that comes later changes nothing.
ALTER TABLE posts ADD COLUMN revised_at BIGINT;
