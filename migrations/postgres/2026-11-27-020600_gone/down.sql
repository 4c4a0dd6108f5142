-- The turn as the state alone has it; how far a complaint was taken comes back with its next event.
UPDATE complaints SET waiting_on = CASE WHEN state = 'offered' THEN 'complainant' ELSE 'brand' END
    WHERE snapshot LIKE '%"complainant_gone":true%' AND state IN ('open', 'acknowledged', 'offered');
