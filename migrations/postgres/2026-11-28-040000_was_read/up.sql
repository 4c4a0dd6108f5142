-- Whether somebody read for a brand whose voice is named no more: pages say that nobody does now, and not that nobody does yet.
ALTER TABLE brands ADD COLUMN was_read BOOLEAN NOT NULL DEFAULT FALSE;
