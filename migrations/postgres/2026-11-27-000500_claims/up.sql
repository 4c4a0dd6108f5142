-- When the domain last named the actor: until then it was verified, should it not do so any more.
ALTER TABLE officials ADD COLUMN proven_at BIGINT;
UPDATE officials SET proven_at = CASE WHEN failing_since IS NULL THEN checked_at ELSE verified_at END WHERE verified_at IS NOT NULL;

-- Somebody wants to speak for a brand, through an actor that is made here once the domain names it, or through one elsewhere.
CREATE TABLE brand_claims (
    id BYTEA NOT NULL PRIMARY KEY,
    domain TEXT NOT NULL,
    account BYTEA NOT NULL,
    local BOOLEAN NOT NULL,
    -- Reserved for the actor that is to be made; of one elsewhere known once its server was asked.
    actor BYTEA,
    handle TEXT NOT NULL,
    uri TEXT,
    signs TEXT NOT NULL,
    role TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    asked_at BIGINT,
    checked_at BIGINT,
    proven_at BIGINT
);
CREATE INDEX brand_claims_by_domain ON brand_claims (domain, made_at);
CREATE INDEX brand_claims_by_account ON brand_claims (account);

-- What was seen at each of the places where a domain may name an actor, and in the actor's own profile.
CREATE TABLE brand_findings (
    domain TEXT NOT NULL,
    actor TEXT NOT NULL,
    way TEXT NOT NULL,
    verdict TEXT NOT NULL,
    saw TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (domain, actor, way)
);

-- How the domains of proven brands look to a reader, so that what looks the same is seen.
CREATE TABLE proven_names (
    skeleton TEXT NOT NULL PRIMARY KEY,
    label TEXT NOT NULL,
    brand BYTEA NOT NULL,
    since BIGINT NOT NULL
);
CREATE INDEX proven_names_by_label ON proven_names (label);

-- What boards elsewhere say of who speaks for their brand. Their word; each is checked here before it counts.
CREATE TABLE board_voices (
    board BYTEA NOT NULL,
    actor TEXT NOT NULL,
    handle TEXT NOT NULL,
    proof TEXT NOT NULL,
    heard_at BIGINT NOT NULL,
    PRIMARY KEY (board, actor)
);

-- Deliveries by which a brand's voice is told of a complaint: when its server takes one, that is recorded.
CREATE TABLE brand_notices (
    activity BYTEA NOT NULL,
    inbox TEXT NOT NULL,
    complaint BYTEA NOT NULL,
    PRIMARY KEY (activity, inbox)
);
CREATE INDEX brand_notices_by_complaint ON brand_notices (complaint);

-- What a form said beside title and words, until a complaint for another server's board is on its way there.
CREATE TABLE sent_filings (
    post BYTEA NOT NULL PRIMARY KEY,
    facts TEXT NOT NULL
);
