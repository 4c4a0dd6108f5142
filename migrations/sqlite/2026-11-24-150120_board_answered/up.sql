-- A board's figure of the answered ones leads to those complaints alone, however many others the brand has.
CREATE INDEX complaints_of_brand_answered ON complaints (brand, listed, filed_at) WHERE first_human_at IS NOT NULL;
