-- What stands undecided waits, once; what is over does not. A case without an id would be refused, and with it this file.
INSERT INTO cases (id, kind, about, note, opened_at)
SELECT NULL, 'wrong', 'back', '', 0
WHERE (SELECT COUNT(*) FROM cases WHERE cases.complaint = 'complaint-back' AND decided_at IS NULL) <> 1
    OR (SELECT COUNT(*) FROM cases WHERE cases.complaint = 'complaint-back') <> 1;
INSERT INTO cases (id, kind, about, note, opened_at)
SELECT NULL, 'wrong', 'beside', '', 0
WHERE (SELECT COUNT(*) FROM cases WHERE cases.complaint = 'complaint-beside' AND decided_at IS NULL) <> 1
    OR (SELECT COUNT(*) FROM cases WHERE cases.complaint = 'complaint-beside') <> 1;
INSERT INTO cases (id, kind, about, note, opened_at)
SELECT NULL, 'wrong', 'over', '', 0
WHERE (SELECT COUNT(*) FROM cases WHERE cases.complaint = 'complaint-over' AND decided_at IS NULL) <> 0
    OR (SELECT COUNT(*) FROM cases WHERE cases.complaint = 'complaint-over') <> 1;
INSERT INTO cases (id, kind, about, note, opened_at)
SELECT NULL, 'wrong', 'away', '', 0
WHERE (SELECT COUNT(*) FROM cases WHERE cases.complaint = 'complaint-away' AND decided_at IS NULL) <> 0
    OR (SELECT COUNT(*) FROM cases WHERE cases.complaint = 'complaint-away') <> 0;
INSERT INTO cases (id, kind, about, note, opened_at)
SELECT NULL, 'wrong', 'erased', '', 0 WHERE (SELECT COUNT(*) FROM hidden_posts WHERE scope = 'erased') <> 1;
