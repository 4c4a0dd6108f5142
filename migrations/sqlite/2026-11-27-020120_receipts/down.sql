DROP TABLE receipt_readings;
DROP TABLE receipts;
