-- Lists say that a complaint is contested, and on which ground; and a second rating stands beside the first. The clock looks once
-- at every complaint of this home that either concerns, and writes its row anew.
ALTER TABLE fates ADD COLUMN contested TEXT;
ALTER TABLE fates ADD COLUMN first_rating INTEGER;
UPDATE complaints SET clock_at = 0 WHERE at_home AND (snapshot LIKE '%"contests":{"%' OR snapshot LIKE '%"first_rating":{%');
