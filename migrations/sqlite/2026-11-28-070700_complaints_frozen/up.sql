-- What waits until its home is heard again.
CREATE INDEX complaints_frozen ON complaints (board_uri) WHERE frozen_at IS NOT NULL;
