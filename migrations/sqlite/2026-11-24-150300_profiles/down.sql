DROP TABLE lookups;
DROP TABLE pictures;
DROP TABLE profiles;
