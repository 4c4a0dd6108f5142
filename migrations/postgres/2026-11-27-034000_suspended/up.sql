-- Who is suspended stands in restrictions; nothing ever set this.
ALTER TABLE accounts DROP COLUMN suspended_at;
