ALTER TABLE fates DROP COLUMN first_rating;
ALTER TABLE fates DROP COLUMN contested;
