-- What many report is one case: each report names it.
ALTER TABLE reports ADD COLUMN case_id BYTEA;
UPDATE reports SET case_id = (SELECT cases.id FROM cases WHERE cases.report = reports.id);
CREATE INDEX reports_of_case ON reports (case_id, made_at);
CREATE INDEX reports_about ON reports (subject, decided_at);
