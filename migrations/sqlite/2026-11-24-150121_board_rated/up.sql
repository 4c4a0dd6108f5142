-- A board's figure of the rated ones leads to those complaints alone, however many others the brand has.
CREATE INDEX complaints_of_brand_rated ON complaints (brand, listed, filed_at) WHERE rating IS NOT NULL;
