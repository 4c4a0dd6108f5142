-- The queue keeps what stands in it.
SELECT 1;
