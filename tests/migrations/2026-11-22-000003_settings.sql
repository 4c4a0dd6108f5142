INSERT INTO settings (name, value, changed_at) VALUES ('zone_minutes', '60', 1700000000000000);
INSERT INTO settings (name, value, changed_at) VALUES ('name', '"North"', 1700000000000000);
