-- A turn was the number of a job that spread an activity over inboxes; it is reckoned from the deliveries now. In one thread
-- and for one host both are in the same order, so those that wait keep theirs.
UPDATE deliveries SET turn = id WHERE turn > 0;
