DELETE FROM settings WHERE name = 'time_zone';
