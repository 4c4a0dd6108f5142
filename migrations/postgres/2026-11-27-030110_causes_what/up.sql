-- What a form was sent for, so that its id is used for nothing else. Empty where nothing but the id says it.
ALTER TABLE causes ADD COLUMN what TEXT NOT NULL DEFAULT '';
