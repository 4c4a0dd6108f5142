-- Since when an actor's own server does not find it any more.
ALTER TABLE actors ADD COLUMN missed_at BIGINT;
