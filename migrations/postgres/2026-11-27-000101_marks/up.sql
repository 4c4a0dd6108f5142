-- What moderators decided about marks: a voice that gets none, or (with no actor) a domain that only looks like another one.
CREATE TABLE mark_rulings (
    domain TEXT NOT NULL,
    actor TEXT NOT NULL,
    ruling TEXT NOT NULL,
    reason TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (domain, actor)
);

-- Subdomains that an administrator named as a brand's own.
CREATE TABLE brand_subdomains (
    host TEXT NOT NULL PRIMARY KEY,
    domain TEXT NOT NULL
);

CREATE INDEX brand_subdomains_of ON brand_subdomains (domain);

-- Looks that boards of other servers caused lately: which server said so, of whom, and whose servers were asked.
CREATE TABLE voice_looks (
    told_by TEXT NOT NULL,
    actor TEXT NOT NULL,
    host TEXT NOT NULL,
    domain TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (told_by, actor, domain)
);

CREATE INDEX voice_looks_at ON voice_looks (at);
