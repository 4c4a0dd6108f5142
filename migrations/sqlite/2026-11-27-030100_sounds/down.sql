DROP TABLE brand_sounds;
