ALTER TABLE hosts DROP COLUMN boosts_refused_at;
