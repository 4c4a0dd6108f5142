DROP INDEX requests_of_post;
ALTER TABLE posts DROP COLUMN told;
ALTER TABLE posts DROP COLUMN said_by;
UPDATE complaints SET filed_uri = (SELECT r.root_uri FROM replicas r WHERE r.complaint = complaints.id)
    WHERE NOT at_home AND (SELECT r.root_uri FROM replicas r WHERE r.complaint = complaints.id) NOT IN (
        SELECT c.filed_uri FROM complaints c WHERE c.filed_uri IS NOT NULL
        UNION ALL SELECT r.root_uri FROM replicas r WHERE r.root_uri IS NOT NULL AND r.complaint <> complaints.id
    );
DROP TABLE replicas;
