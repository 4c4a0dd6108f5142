-- Which activity carries which thing, written with the activity: an erasure finds what repeats its words without reading
-- anything else. `id` members count at any depth; what is only named, such as by a boost, carries no words.
CREATE TABLE activity_subjects (
    address TEXT NOT NULL,
    activity BLOB NOT NULL REFERENCES activities (id) ON DELETE CASCADE,
    PRIMARY KEY (address, activity)
) WITHOUT ROWID;
INSERT OR IGNORE INTO activity_subjects (address, activity)
    SELECT it.value, a.id FROM activities a, json_tree(a.body) it WHERE it.key = 'id' AND it.type = 'text';

CREATE INDEX activity_subjects_by_activity ON activity_subjects (activity);

-- The same for what other servers sent and what could not be worked off at once.
CREATE TABLE inbox_subjects (
    address TEXT NOT NULL,
    inbox BIGINT NOT NULL REFERENCES inbox (id) ON DELETE CASCADE,
    given_up BOOLEAN NOT NULL,
    PRIMARY KEY (address, inbox)
) WITHOUT ROWID;
INSERT OR IGNORE INTO inbox_subjects (address, inbox, given_up)
    SELECT it.value, i.id, TRUE FROM inbox i, json_tree(CAST(i.body AS TEXT)) it
    WHERE i.body IS NOT NULL AND i.handled_at IS NULL AND it.key IN ('id', 'context') AND it.type = 'text'
      AND EXISTS (SELECT 1 FROM jobs j WHERE j.dead AND j.kind = 'receive_activity' AND j.task LIKE '%' || lower(hex(i.key)) || '%');
CREATE INDEX inbox_subjects_by_inbox ON inbox_subjects (inbox);
