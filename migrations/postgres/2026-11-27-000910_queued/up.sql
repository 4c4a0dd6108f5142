-- What brands and people raised before there was a queue stands in it from now on, with the time at which it was raised.
-- Contests that nobody has decided.
INSERT INTO cases (id, kind, complaint, report, actor, about, sequence, note, opened_at, heard_until, decided_at, decision)
SELECT decode(replace(gen_random_uuid()::text, '-', ''), 'hex'), 'contest', queued.complaint, NULL, NULL, queued.about, queued.sequence, '', queued.at, queued.at + 604800000000, NULL, NULL
FROM (
    SELECT complaints.id AS complaint, it.key AS about, MAX(complaint_events.sequence) AS sequence, MAX(complaint_events.at) AS at
    FROM complaints, jsonb_each(complaints.snapshot::jsonb -> 'contests') AS it (key, value), complaint_events
    WHERE complaints.at_home AND it.value = '"open"'::jsonb
        AND complaint_events.complaint = complaints.id AND complaint_events.kind = 'Contested' AND position(convert_to('"ground":"' || it.key || '"', 'UTF8') IN complaint_events.core) > 0
    GROUP BY complaints.id, it.key
) AS queued
WHERE NOT EXISTS (
    SELECT 1 FROM cases WHERE cases.complaint = queued.complaint AND cases.kind = 'contest' AND cases.about = queued.about
);
-- Appeals against the rejection of a contest.
INSERT INTO cases (id, kind, complaint, report, actor, about, sequence, note, opened_at, heard_until, decided_at, decision)
SELECT decode(replace(gen_random_uuid()::text, '-', ''), 'hex'), 'appeal', queued.complaint, NULL, NULL, queued.about, queued.sequence, '', queued.at, NULL, NULL, NULL
FROM (
    SELECT complaints.id AS complaint, 'brand' AS about, MAX(complaint_events.sequence) AS sequence, MAX(complaint_events.at) AS at
    FROM complaints, jsonb_each(complaints.snapshot::jsonb -> 'contests') AS it (key, value), complaint_events
    WHERE complaints.at_home AND it.value ->> 'appealed' IS NOT NULL
        AND complaint_events.complaint = complaints.id AND complaint_events.kind = 'Appealed' AND position(convert_to('"side":"brand"', 'UTF8') IN complaint_events.core) > 0
    GROUP BY complaints.id
) AS queued
WHERE NOT EXISTS (
    SELECT 1 FROM cases WHERE cases.complaint = queued.complaint AND cases.kind = 'appeal' AND cases.about = queued.about
);
-- Appeals against a dismissal.
INSERT INTO cases (id, kind, complaint, report, actor, about, sequence, note, opened_at, heard_until, decided_at, decision)
SELECT decode(replace(gen_random_uuid()::text, '-', ''), 'hex'), 'appeal', queued.complaint, NULL, NULL, queued.about, queued.sequence, '', queued.at, NULL, NULL, NULL
FROM (
    SELECT complaints.id AS complaint, it.value AS about, MAX(complaint_events.sequence) AS sequence, MAX(complaint_events.at) AS at
    FROM complaints, jsonb_array_elements_text(complaints.snapshot::jsonb -> 'appealed') AS it (value), complaint_events
    WHERE complaints.at_home AND complaints.snapshot::jsonb -> 'state' ->> 'state' = 'dismissed'
        AND complaint_events.complaint = complaints.id AND complaint_events.kind = 'Appealed' AND position(convert_to('"side":"' || it.value || '"', 'UTF8') IN complaint_events.core) > 0
    GROUP BY complaints.id, it.value
) AS queued
WHERE NOT EXISTS (
    SELECT 1 FROM cases WHERE cases.complaint = queued.complaint AND cases.kind = 'appeal' AND cases.about = queued.about
);
-- Labels in dispute.
INSERT INTO cases (id, kind, complaint, report, actor, about, sequence, note, opened_at, heard_until, decided_at, decision)
SELECT decode(replace(gen_random_uuid()::text, '-', ''), 'hex'), 'label', queued.complaint, NULL, NULL, queued.about, queued.sequence, '', queued.at, NULL, NULL, NULL
FROM (
    SELECT complaints.id AS complaint, response.key || '/' || it.key AS about, MAX(complaint_events.sequence) AS sequence, MAX(complaint_events.at) AS at
    FROM complaints, jsonb_each(complaints.snapshot::jsonb -> 'responses') AS response (key, value), jsonb_each(response.value -> 'labels') AS it (key, value), complaint_events
    WHERE complaints.at_home AND it.value = '"disputed"'::jsonb
        AND complaint_events.complaint = complaints.id AND complaint_events.kind = 'LabelDisputed' AND position(convert_to('"response":' || response.key, 'UTF8') IN complaint_events.core) > 0 AND position(convert_to('"label":"' || it.key || '"', 'UTF8') IN complaint_events.core) > 0
    GROUP BY complaints.id, response.key || '/' || it.key
) AS queued
WHERE NOT EXISTS (
    SELECT 1 FROM cases WHERE cases.complaint = queued.complaint AND cases.kind = 'label' AND cases.about = queued.about
);
