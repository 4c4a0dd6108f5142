-- Which activity carries which thing, written with the activity: an erasure finds what repeats its words without reading
-- anything else. `id` members count at any depth; what is only named, such as by a boost, carries no words.
CREATE TABLE activity_subjects (
    address TEXT NOT NULL,
    activity BYTEA NOT NULL REFERENCES activities (id) ON DELETE CASCADE,
    PRIMARY KEY (address, activity)
);
INSERT INTO activity_subjects (address, activity)
    SELECT it.found[1], a.id FROM activities a, regexp_matches(a.body, '"id"\s*:\s*"([^"\\]+)"', 'g') AS it (found)
    WHERE length(it.found[1]) <= 2048
    ON CONFLICT DO NOTHING;

CREATE INDEX activity_subjects_by_activity ON activity_subjects (activity);

-- The same for what other servers sent and what could not be worked off at once.
CREATE TABLE inbox_subjects (
    address TEXT NOT NULL,
    inbox BIGINT NOT NULL REFERENCES inbox (id) ON DELETE CASCADE,
    given_up BOOLEAN NOT NULL,
    PRIMARY KEY (address, inbox)
);
INSERT INTO inbox_subjects (address, inbox, given_up)
    SELECT it.found[1], i.id, TRUE
    FROM inbox i, regexp_matches(convert_from(i.body, 'UTF8'), '"(?:id|context)"\s*:\s*"([^"\\]+)"', 'g') AS it (found)
    WHERE i.body IS NOT NULL AND i.handled_at IS NULL AND length(it.found[1]) <= 2048
      AND EXISTS (SELECT 1 FROM jobs j WHERE j.dead AND j.kind = 'receive_activity'
                  AND j.task LIKE '%' || encode(i.key, 'hex') || '%')
    ON CONFLICT DO NOTHING;
CREATE INDEX inbox_subjects_by_inbox ON inbox_subjects (inbox);
