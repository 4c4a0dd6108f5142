DROP TABLE moderation_chain;
