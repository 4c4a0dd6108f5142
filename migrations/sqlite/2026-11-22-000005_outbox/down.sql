DROP TABLE gone_inboxes;
DROP TABLE hosts;
DROP TABLE deliveries;
DROP TABLE activities;
