-- When a host last refused a boost that is no more than an address: it is not sent another one at once.
ALTER TABLE hosts ADD COLUMN boosts_refused_at BIGINT;
