DROP TABLE representatives;
DROP TABLE officials;
DROP TABLE boards;
DROP TABLE brand_names;
DROP TABLE brand_aliases;
DROP TABLE brands;
