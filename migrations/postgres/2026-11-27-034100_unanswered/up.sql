-- What was closed because no answer came stays that in every figure, whatever came of it since: the clock looks at those
-- complaints once more and writes their rows anew.
UPDATE complaints SET clock_at = 0 WHERE at_home
    AND EXISTS (SELECT 1 FROM complaint_events e WHERE e.complaint = complaints.id AND e.kind = 'ClosedUnanswered');
-- What its authors signed travels with a history, and takes room in it.
UPDATE fates SET bytes = bytes + COALESCE((SELECT SUM(OCTET_LENGTH(e.statement)) FROM complaint_events e WHERE e.complaint = fates.complaint), 0);
