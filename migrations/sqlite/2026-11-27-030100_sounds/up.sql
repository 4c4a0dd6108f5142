-- What a brand is recognised by, folded as readers take names: which brands a name sounds like is one question of an index.
-- Brands from before are added when the program starts, as it folds them.
CREATE TABLE brand_sounds (
    sound TEXT NOT NULL,
    brand BLOB NOT NULL REFERENCES brands (id),
    -- The version of the folding.
    folding INTEGER NOT NULL,
    PRIMARY KEY (sound, brand)
);
CREATE INDEX brand_sounds_by_brand ON brand_sounds (brand);
