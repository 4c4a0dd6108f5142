DROP TABLE told;
DROP TABLE pseudonyms;
DROP TABLE conflicts;
DROP TABLE parties;
DROP TABLE disclosures;
DROP TABLE complaint_events;
DROP TABLE complaints;
