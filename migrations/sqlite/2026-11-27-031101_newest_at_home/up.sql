-- The newest event of our own is compared with the clock every minute.
CREATE INDEX complaints_at_home_newest ON complaints (at_home, updated_at);
