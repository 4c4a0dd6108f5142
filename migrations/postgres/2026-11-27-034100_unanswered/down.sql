UPDATE fates SET bytes = bytes - COALESCE((SELECT SUM(OCTET_LENGTH(e.statement)) FROM complaint_events e WHERE e.complaint = fates.complaint), 0);
