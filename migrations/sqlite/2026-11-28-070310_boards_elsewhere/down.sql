DROP INDEX boards_elsewhere;
