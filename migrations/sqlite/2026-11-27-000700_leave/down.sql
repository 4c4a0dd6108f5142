ALTER TABLE quotes DROP COLUMN kind;
DROP TABLE approvals;
DROP TABLE interaction_policies;
