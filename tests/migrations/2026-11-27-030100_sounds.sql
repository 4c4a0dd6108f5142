INSERT INTO brand_sounds (sound, brand, folding) VALUES ('replicas', 'brand-of-replicas', 1);
