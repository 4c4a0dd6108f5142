ALTER TABLE posts DROP COLUMN revised_at;
