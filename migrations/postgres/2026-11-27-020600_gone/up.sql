-- Whose account is gone waits for nobody: such a complaint stands in no list of what waits, and in no queue.
UPDATE complaints SET waiting_on = 'nobody' WHERE snapshot LIKE '%"complainant_gone":true%';
UPDATE fates SET step = NULL WHERE complaint IN (SELECT id FROM complaints WHERE snapshot LIKE '%"complainant_gone":true%');
