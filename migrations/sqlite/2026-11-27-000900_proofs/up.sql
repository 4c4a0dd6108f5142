-- What shows that the complainant was a customer, beside what the figures ask; until now nobody could say anything.
ALTER TABLE fates ADD COLUMN proof TEXT NOT NULL DEFAULT 'none';
-- A brand is waited for since it was told.
UPDATE complaints SET waiting_since = (SELECT told_at FROM fates WHERE fates.complaint = complaints.id)
    WHERE waiting_on = 'brand'
    AND EXISTS (SELECT 1 FROM fates WHERE fates.complaint = complaints.id AND fates.told_at > complaints.waiting_since);
-- Who solved it, and the rating that stands: the clock looks at what is resolved once more.
UPDATE complaints SET clock_at = 0 WHERE at_home AND state = 'resolved';
