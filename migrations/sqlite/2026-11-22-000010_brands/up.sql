-- A brand's identity is its registrable domain; a provisional brand has a name only, until somebody knows the domain.
CREATE TABLE brands (
    id BLOB NOT NULL PRIMARY KEY,
    domain TEXT UNIQUE,
    name TEXT NOT NULL,
    provisional BOOLEAN NOT NULL,
    merged_into BLOB,
    created_at BIGINT NOT NULL
);

CREATE TABLE brand_aliases (
    domain TEXT NOT NULL PRIMARY KEY,
    brand BLOB NOT NULL REFERENCES brands (id)
);

-- Company names as open data spells them, normalised.
CREATE TABLE brand_names (
    name TEXT NOT NULL PRIMARY KEY,
    brand BLOB NOT NULL REFERENCES brands (id)
);

CREATE TABLE boards (
    brand BLOB NOT NULL PRIMARY KEY REFERENCES brands (id),
    actor BLOB NOT NULL UNIQUE
);

-- Who speaks for a brand, and what shows it. `verified_at` is empty for actors that only an administrator named.
CREATE TABLE officials (
    brand BLOB NOT NULL REFERENCES brands (id),
    actor BLOB NOT NULL,
    proof TEXT NOT NULL,
    evidence TEXT NOT NULL,
    verified_at BIGINT,
    checked_at BIGINT NOT NULL,
    failing_since BIGINT,
    PRIMARY KEY (brand, actor)
);

CREATE INDEX officials_by_actor ON officials (actor);

CREATE TABLE representatives (
    id BLOB NOT NULL PRIMARY KEY,
    official BLOB NOT NULL,
    account BLOB NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    owner BOOLEAN NOT NULL,
    since BIGINT NOT NULL,
    removed_at BIGINT
);

CREATE INDEX representatives_by_account ON representatives (account);
CREATE UNIQUE INDEX representatives_once ON representatives (official, account);
