CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT NOT NULL UNIQUE);
CREATE TABLE prompts (id INTEGER PRIMARY KEY, name TEXT NOT NULL, text TEXT NOT NULL);
CREATE TABLE jobs (id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES users (id), kind TEXT NOT NULL, state TEXT NOT NULL);
INSERT INTO users VALUES (1, 'anna@example.org'), (2, 'оля@example.org');
INSERT INTO prompts VALUES (1, 'summary', 'Sum up:
{text}'), (2, 'it''s', 'Quote "this"; and \that');
INSERT INTO jobs VALUES (1, 1, 'serp', 'done'), (2, 1, 'scrape', 'done'), (3, 2, 'analyze', 'open');
