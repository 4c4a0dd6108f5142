INSERT INTO causes (key, door, at, refused, answer, what) VALUES ('a form', 'page', 1, FALSE, '{}', '/complaints/1/comment');
