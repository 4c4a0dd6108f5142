-- The instance's offset from UTC becomes a time zone by name. In these names the sign is turned round; an offset of
-- a broken hour has no such name, and its instance stands at UTC until an administrator says where it is.
INSERT INTO settings (name, value, changed_at)
SELECT
    'time_zone',
    '"Etc/GMT' || (CASE WHEN CAST(value AS INTEGER) > 0 THEN '-' ELSE '+' END) || (ABS(CAST(value AS INTEGER)) / 60) || '"',
    changed_at
FROM settings
WHERE CASE WHEN name = 'zone_minutes' THEN CAST(value AS INTEGER) <> 0 AND CAST(value AS INTEGER) % 60 = 0 ELSE FALSE END;
DELETE FROM settings WHERE name = 'zone_minutes';
