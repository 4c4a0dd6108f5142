DROP TABLE set_apart;
DROP TABLE policies;
