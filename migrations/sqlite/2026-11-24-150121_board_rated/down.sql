DROP INDEX complaints_of_brand_rated;
