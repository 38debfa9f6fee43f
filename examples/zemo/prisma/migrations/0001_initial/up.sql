CREATE TABLE users (id integer PRIMARY KEY, email text NOT NULL UNIQUE);
CREATE TABLE prompts (id integer PRIMARY KEY, name text NOT NULL, text text NOT NULL);
CREATE TABLE jobs (id integer PRIMARY KEY, user_id integer NOT NULL REFERENCES users (id), kind text NOT NULL, state text NOT NULL);
