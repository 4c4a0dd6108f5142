INSERT INTO told (complaint, actor, at) SELECT id, id, 0 FROM complaints;
UPDATE fates SET contested = 'duplicate', first_rating = 3;
