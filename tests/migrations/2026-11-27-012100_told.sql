INSERT INTO told_why (actor, place, reason, at) SELECT id, id, 'private-reply', 0 FROM complaints;
