DROP TABLE board_carriers;
