INSERT INTO taken_back (key, host, at) VALUES ('00', 'mastodon.example', 1790000000000000);
