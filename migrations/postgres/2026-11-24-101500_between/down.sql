ALTER TABLE conflicts DROP COLUMN seal;
DROP TABLE carried_boards;
DROP TABLE board_keys;
ALTER TABLE complaints DROP COLUMN seal;
ALTER TABLE complaint_events DROP COLUMN signed;
ALTER TABLE complaint_events DROP COLUMN statement;
DROP TABLE requests;
