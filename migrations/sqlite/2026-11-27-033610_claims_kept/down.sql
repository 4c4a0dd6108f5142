DELETE FROM brand_claims WHERE withdrawn_at IS NOT NULL;
ALTER TABLE brand_claims DROP COLUMN withdrawn_at;
