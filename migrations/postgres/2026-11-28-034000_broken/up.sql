-- Whether a promise was not kept stands beside the figures: the clock looks at those complaints once more and writes their rows
-- anew.
ALTER TABLE fates ADD COLUMN broken BOOLEAN NOT NULL DEFAULT FALSE;
UPDATE complaints SET clock_at = 0 WHERE at_home
    AND EXISTS (SELECT 1 FROM complaint_events e WHERE e.complaint = complaints.id AND e.kind IN ('PromiseBroken', 'PromiseRefuted'));
