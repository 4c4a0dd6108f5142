-- The order is the same.
SELECT 1;
