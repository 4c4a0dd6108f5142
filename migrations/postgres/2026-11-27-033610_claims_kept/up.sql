-- A claim that proved nothing and was taken back, or made room for another: nobody sees it any more, and whoever claims the
-- same again goes on where they were.
ALTER TABLE brand_claims ADD COLUMN withdrawn_at BIGINT;
