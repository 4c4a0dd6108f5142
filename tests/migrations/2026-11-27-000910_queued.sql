-- Each was queued once, with its event and its time: a case without an id would be refused, and with it this file.
INSERT INTO cases (id, kind, about, note, opened_at)
SELECT NULL, 'missing', wanted.about, '', 0 FROM (
    SELECT 'contest' AS kind, 'duplicate' AS about, 2 AS sequence UNION ALL
    SELECT 'label', '1/canned', 4 UNION ALL
    SELECT 'appeal', 'complainant', 5 UNION ALL
    SELECT 'appeal', 'brand', 6
) AS wanted
WHERE (SELECT COUNT(*) FROM cases WHERE cases.complaint = 'complaint-raised' AND cases.kind = wanted.kind
    AND cases.about = wanted.about AND cases.sequence = wanted.sequence AND cases.opened_at = wanted.sequence * 10) <> 1;
INSERT INTO cases (id, kind, about, note, opened_at)
SELECT NULL, 'too many', '', '', 0
WHERE (SELECT COUNT(*) FROM cases WHERE cases.complaint = 'complaint-raised') <> 4;
