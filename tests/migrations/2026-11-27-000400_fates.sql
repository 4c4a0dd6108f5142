INSERT INTO fates (complaint, word, step) SELECT id, 'pending', 'executive' FROM complaints;
