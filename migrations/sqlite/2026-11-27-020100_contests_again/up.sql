-- What was raised and stands undecided in its complaint waits in the moderators' queue: what an older release recorded beside the
-- queue while both ran, and what was settled there when its complaint was closed, and did not come back with the complaint.
-- Contests that nobody has decided.
INSERT INTO cases (id, kind, complaint, report, actor, about, sequence, note, opened_at, heard_until, decided_at, decision)
SELECT randomblob(16), 'contest', queued.complaint, NULL, NULL, queued.about, queued.sequence, '', queued.at, queued.at + 604800000000, NULL, NULL
FROM (
    SELECT complaints.id AS complaint, it.key AS about, MAX(complaint_events.sequence) AS sequence, MAX(complaint_events.at) AS at
    FROM complaints, json_each(complaints.snapshot, '$.contests') AS it, complaint_events
    WHERE complaints.at_home AND it.value = 'open' AND json_extract(complaints.snapshot, '$.state.state') NOT IN ('withdrawn', 'retracted')
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
-- Contests that stand open in a complaint that is not over, and whose last case says that somebody decided.
UPDATE cases SET decided_at = NULL, decision = NULL WHERE kind = 'contest' AND decided_at IS NOT NULL
    AND EXISTS (
        SELECT 1 FROM complaints, json_each(complaints.snapshot, '$.contests') AS it
        WHERE complaints.id = cases.complaint AND complaints.at_home AND it.key = cases.about AND it.value = 'open'
            AND json_extract(complaints.snapshot, '$.state.state') NOT IN ('withdrawn', 'retracted', 'dismissed')
    )
    AND NOT EXISTS (
        SELECT 1 FROM cases AS other WHERE other.complaint = cases.complaint AND other.kind = 'contest' AND other.about = cases.about
            AND (other.decided_at IS NULL OR other.opened_at > cases.opened_at OR (other.opened_at = cases.opened_at AND other.id > cases.id))
    );
-- The same for appeals against the rejection of a contest.
UPDATE cases SET decided_at = NULL, decision = NULL WHERE kind = 'appeal' AND about = 'brand' AND decided_at IS NOT NULL
    AND EXISTS (
        SELECT 1 FROM complaints, json_each(complaints.snapshot, '$.contests') AS it
        WHERE complaints.id = cases.complaint AND complaints.at_home
            AND CASE WHEN it.type = 'object' THEN json_extract(it.value, '$.appealed') IS NOT NULL END
            AND json_extract(complaints.snapshot, '$.state.state') NOT IN ('withdrawn', 'retracted', 'dismissed')
    )
    AND NOT EXISTS (
        SELECT 1 FROM cases AS other WHERE other.complaint = cases.complaint AND other.kind = 'appeal' AND other.about = 'brand'
            AND (other.decided_at IS NULL OR other.opened_at > cases.opened_at OR (other.opened_at = cases.opened_at AND other.id > cases.id))
    );
-- Of what was withdrawn or never meant nothing is left to decide.
UPDATE cases SET decision = 'moot', decided_at = (SELECT complaints.updated_at FROM complaints WHERE complaints.id = cases.complaint)
    WHERE kind IN ('contest', 'appeal') AND decided_at IS NULL
    AND EXISTS (
        SELECT 1 FROM complaints WHERE complaints.id = cases.complaint AND complaints.at_home AND json_extract(complaints.snapshot, '$.state.state') IN ('withdrawn', 'retracted')
    );
-- What another home erased in its own thread was not taken out by its moderators. Nobody noted the difference so far: where no
-- line of the history takes a comment out, it was that.
UPDATE hidden_posts SET scope = 'erased' WHERE scope = 'home'
    AND EXISTS (SELECT 1 FROM complaints WHERE complaints.id = hidden_posts.complaint AND NOT complaints.at_home)
    AND NOT EXISTS (SELECT 1 FROM complaint_events WHERE complaint_events.complaint = hidden_posts.complaint AND complaint_events.kind = 'CommentHidden');
