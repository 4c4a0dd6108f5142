-- Boards of other servers, the oldest first.
CREATE INDEX CONCURRENTLY boards_elsewhere ON actors (created_at) WHERE kind = 'board' AND NOT local;
