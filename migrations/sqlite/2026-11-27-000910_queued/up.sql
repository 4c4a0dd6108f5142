-- What brands and people raised before there was a queue stands in it from now on, with the time at which it was raised.
-- Contests that nobody has decided.
INSERT INTO cases (id, kind, complaint, report, actor, about, sequence, note, opened_at, heard_until, decided_at, decision)
SELECT randomblob(16), 'contest', queued.complaint, NULL, NULL, queued.about, queued.sequence, '', queued.at, queued.at + 604800000000, NULL, NULL
FROM (
    SELECT complaints.id AS complaint, it.key AS about, MAX(complaint_events.sequence) AS sequence, MAX(complaint_events.at) AS at
    FROM complaints, json_each(complaints.snapshot, '$.contests') AS it, complaint_events
    WHERE complaints.at_home AND it.value = 'open'
        AND complaint_events.complaint = complaints.id AND complaint_events.kind = 'Contested' AND instr(CAST(complaint_events.core AS TEXT), '"ground":"' || it.key || '"') > 0
    GROUP BY complaints.id, it.key
) AS queued
WHERE NOT EXISTS (
    SELECT 1 FROM cases WHERE cases.complaint = queued.complaint AND cases.kind = 'contest' AND cases.about = queued.about
);
-- Appeals against the rejection of a contest.
INSERT INTO cases (id, kind, complaint, report, actor, about, sequence, note, opened_at, heard_until, decided_at, decision)
SELECT randomblob(16), 'appeal', queued.complaint, NULL, NULL, queued.about, queued.sequence, '', queued.at, NULL, NULL, NULL
FROM (
    SELECT complaints.id AS complaint, 'brand' AS about, MAX(complaint_events.sequence) AS sequence, MAX(complaint_events.at) AS at
    FROM complaints, json_each(complaints.snapshot, '$.contests') AS it, complaint_events
    WHERE complaints.at_home AND CASE WHEN it.type = 'object' THEN json_extract(it.value, '$.appealed') IS NOT NULL END
        AND complaint_events.complaint = complaints.id AND complaint_events.kind = 'Appealed' AND instr(CAST(complaint_events.core AS TEXT), '"side":"brand"') > 0
    GROUP BY complaints.id
) AS queued
WHERE NOT EXISTS (
    SELECT 1 FROM cases WHERE cases.complaint = queued.complaint AND cases.kind = 'appeal' AND cases.about = queued.about
);
-- Appeals against a dismissal.
INSERT INTO cases (id, kind, complaint, report, actor, about, sequence, note, opened_at, heard_until, decided_at, decision)
SELECT randomblob(16), 'appeal', queued.complaint, NULL, NULL, queued.about, queued.sequence, '', queued.at, NULL, NULL, NULL
FROM (
    SELECT complaints.id AS complaint, it.value AS about, MAX(complaint_events.sequence) AS sequence, MAX(complaint_events.at) AS at
    FROM complaints, json_each(complaints.snapshot, '$.appealed') AS it, complaint_events
    WHERE complaints.at_home AND json_extract(complaints.snapshot, '$.state.state') = 'dismissed'
        AND complaint_events.complaint = complaints.id AND complaint_events.kind = 'Appealed' AND instr(CAST(complaint_events.core AS TEXT), '"side":"' || it.value || '"') > 0
    GROUP BY complaints.id, it.value
) AS queued
WHERE NOT EXISTS (
    SELECT 1 FROM cases WHERE cases.complaint = queued.complaint AND cases.kind = 'appeal' AND cases.about = queued.about
);
-- Labels in dispute.
INSERT INTO cases (id, kind, complaint, report, actor, about, sequence, note, opened_at, heard_until, decided_at, decision)
SELECT randomblob(16), 'label', queued.complaint, NULL, NULL, queued.about, queued.sequence, '', queued.at, NULL, NULL, NULL
FROM (
    SELECT complaints.id AS complaint, response.key || '/' || it.key AS about, MAX(complaint_events.sequence) AS sequence, MAX(complaint_events.at) AS at
    FROM complaints, json_each(complaints.snapshot, '$.responses') AS response, json_each(response.value, '$.labels') AS it, complaint_events
    WHERE complaints.at_home AND it.value = 'disputed'
        AND complaint_events.complaint = complaints.id AND complaint_events.kind = 'LabelDisputed' AND instr(CAST(complaint_events.core AS TEXT), '"response":' || response.key) > 0 AND instr(CAST(complaint_events.core AS TEXT), '"label":"' || it.key || '"') > 0
    GROUP BY complaints.id, response.key || '/' || it.key
) AS queued
WHERE NOT EXISTS (
    SELECT 1 FROM cases WHERE cases.complaint = queued.complaint AND cases.kind = 'label' AND cases.about = queued.about
);
