INSERT INTO actors (id, uri, kind, local, username, host, handle, name, summary_html, inbox, key_id, public_key_pem, fields, speaks_rd, fetched_at, created_at)
    VALUES (CAST('a remote actor' AS BYTEA), 'https://a.example/users/alice', 'person', FALSE, 'alice', 'a.example', 'alice@a.example', 'Alice', '',
        'https://a.example/users/alice/inbox', 'https://a.example/users/alice#main-key', 'a key in PEM', '[]', FALSE, 1, 1);
