-- What the key before this one signed when it was followed by it.
ALTER TABLE actor_keys ADD COLUMN succession TEXT;

-- Every key that a remote actor's document lists, by the name that signatures and proofs use.
CREATE TABLE remote_keys (
    actor BYTEA NOT NULL REFERENCES actors (id) ON DELETE CASCADE,
    key_id TEXT NOT NULL,
    public_key TEXT NOT NULL,
    -- Listed for proofs, not for requests alone.
    proves BOOLEAN NOT NULL,
    PRIMARY KEY (actor, key_id)
);
CREATE INDEX remote_keys_by_key ON remote_keys (key_id);

INSERT INTO remote_keys (actor, key_id, public_key, proves)
    SELECT id, key_id, public_key_pem, FALSE FROM actors
    WHERE NOT local AND key_id IS NOT NULL AND public_key_pem IS NOT NULL;
