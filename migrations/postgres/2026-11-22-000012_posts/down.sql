DROP TABLE post_versions;
DROP TABLE posts;
