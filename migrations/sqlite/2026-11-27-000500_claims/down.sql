DROP TABLE sent_filings;
DROP TABLE brand_notices;
DROP TABLE board_voices;
DROP TABLE proven_names;
DROP TABLE brand_findings;
DROP TABLE brand_claims;
ALTER TABLE officials DROP COLUMN proven_at;
