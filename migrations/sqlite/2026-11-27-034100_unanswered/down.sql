UPDATE fates SET bytes = bytes - COALESCE((SELECT SUM(LENGTH(CAST(e.statement AS BLOB))) FROM complaint_events e WHERE e.complaint = fates.complaint), 0);
