-- How articles went from one story to another: stories that became one, or were parted.
CREATE TABLE step (
  n INTEGER PRIMARY KEY, at INTEGER NOT NULL, source TEXT NOT NULL, target TEXT NOT NULL, -- story ids
  articles TEXT NOT NULL, reason TEXT NOT NULL -- articles: JSON list of ids
);
CREATE INDEX step_source ON step(source, n);
CREATE INDEX step_target ON step(target, n);
