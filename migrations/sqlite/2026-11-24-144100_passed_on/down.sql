ALTER TABLE reports DROP COLUMN forwarded_at;
ALTER TABLE reports DROP COLUMN activity;
DROP TABLE quotes;
DROP INDEX posts_by_parent;
DROP TABLE past_follows;
DROP TABLE passed_on;
