-- How many bytes the history of a thread has, as it travels: a thread that is full takes no more of others.
ALTER TABLE fates ADD COLUMN bytes BIGINT NOT NULL DEFAULT 0;
UPDATE fates SET bytes =
    (SELECT COALESCE(SUM(OCTET_LENGTH(e.core) + 512), 0) FROM complaint_events e WHERE e.complaint = fates.complaint)
    + (SELECT COALESCE(SUM(OCTET_LENGTH(d.name) + COALESCE(OCTET_LENGTH(d.value), 0)), 0)
        FROM disclosures d WHERE d.complaint = fates.complaint);
