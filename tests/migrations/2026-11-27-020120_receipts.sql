INSERT INTO receipts (id, complaint, brand, facts, file, media, shown_at)
SELECT id, id, brand, id, NULL, '', 1 FROM complaints;
INSERT INTO receipt_readings (receipt, reader, name, at) SELECT id, id, 'Jo Ott', 2 FROM receipts;
