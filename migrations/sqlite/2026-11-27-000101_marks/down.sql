DROP TABLE voice_looks;
DROP TABLE brand_subdomains;
DROP TABLE mark_rulings;
