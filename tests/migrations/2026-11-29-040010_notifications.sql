INSERT INTO notifications (account, at, id, complaint, sequence, message, heard_as, urgent, read_at)
SELECT id, 1, id, id, 1, 'filed', 'voice', TRUE, NULL FROM complaints;
