-- What was raised and stands undecided in its complaint waits in the moderators' queue: what an older release recorded beside the
-- queue while both ran, and what was settled there when its complaint was closed, and did not come back with the complaint.
-- Contests that nobody has decided.
INSERT INTO cases (id, kind, complaint, report, actor, about, sequence, note, opened_at, heard_until, decided_at, decision)
SELECT decode(replace(gen_random_uuid()::text, '-', ''), 'hex'), 'contest', queued.complaint, NULL, NULL, queued.about, queued.sequence, '', queued.at, queued.at + 604800000000, NULL, NULL
FROM (
    SELECT complaints.id AS complaint, it.key AS about, MAX(complaint_events.sequence) AS sequence, MAX(complaint_events.at) AS at
    FROM complaints, jsonb_each(complaints.snapshot::jsonb -> 'contests') AS it (key, value), complaint_events
    WHERE complaints.at_home AND it.value = '"open"'::jsonb AND complaints.snapshot::jsonb -> 'state' ->> 'state' NOT IN ('withdrawn', 'retracted')
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
-- Contests that stand open in a complaint that is not over, and whose last case says that somebody decided.
UPDATE cases SET decided_at = NULL, decision = NULL WHERE kind = 'contest' AND decided_at IS NOT NULL
    AND EXISTS (
        SELECT 1 FROM complaints, jsonb_each(complaints.snapshot::jsonb -> 'contests') AS it (key, value)
        WHERE complaints.id = cases.complaint AND complaints.at_home AND it.key = cases.about AND it.value = '"open"'::jsonb
            AND complaints.snapshot::jsonb -> 'state' ->> 'state' NOT IN ('withdrawn', 'retracted', 'dismissed')
    )
    AND NOT EXISTS (
        SELECT 1 FROM cases AS other WHERE other.complaint = cases.complaint AND other.kind = 'contest' AND other.about = cases.about
            AND (other.decided_at IS NULL OR other.opened_at > cases.opened_at OR (other.opened_at = cases.opened_at AND other.id > cases.id))
    );
-- The same for appeals against the rejection of a contest.
UPDATE cases SET decided_at = NULL, decision = NULL WHERE kind = 'appeal' AND about = 'brand' AND decided_at IS NOT NULL
    AND EXISTS (
        SELECT 1 FROM complaints, jsonb_each(complaints.snapshot::jsonb -> 'contests') AS it (key, value)
        WHERE complaints.id = cases.complaint AND complaints.at_home AND it.value ->> 'appealed' IS NOT NULL
            AND complaints.snapshot::jsonb -> 'state' ->> 'state' NOT IN ('withdrawn', 'retracted', 'dismissed')
    )
    AND NOT EXISTS (
        SELECT 1 FROM cases AS other WHERE other.complaint = cases.complaint AND other.kind = 'appeal' AND other.about = 'brand'
            AND (other.decided_at IS NULL OR other.opened_at > cases.opened_at OR (other.opened_at = cases.opened_at AND other.id > cases.id))
    );
-- Of what was withdrawn or never meant nothing is left to decide.
UPDATE cases SET decision = 'moot', decided_at = (SELECT complaints.updated_at FROM complaints WHERE complaints.id = cases.complaint)
    WHERE kind IN ('contest', 'appeal') AND decided_at IS NULL
    AND EXISTS (
        SELECT 1 FROM complaints WHERE complaints.id = cases.complaint AND complaints.at_home AND complaints.snapshot::jsonb -> 'state' ->> 'state' IN ('withdrawn', 'retracted')
    );
-- What another home erased in its own thread was not taken out by its moderators. Nobody noted the difference so far: where no
-- line of the history takes a comment out, it was that.
UPDATE hidden_posts SET scope = 'erased' WHERE scope = 'home'
    AND EXISTS (SELECT 1 FROM complaints WHERE complaints.id = hidden_posts.complaint AND NOT complaints.at_home)
    AND NOT EXISTS (SELECT 1 FROM complaint_events WHERE complaint_events.complaint = hidden_posts.complaint AND complaint_events.kind = 'CommentHidden');
