INSERT INTO doings (who, kind, hour, number) VALUES ('https://mastodon.example/users/eve', 'post', 497222, 3);
