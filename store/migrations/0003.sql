-- What a careful reader would doubt, as the reader of articles found it, before any ruling.
CREATE TABLE doubt (
  article INTEGER NOT NULL REFERENCES article(n), kind TEXT NOT NULL, note TEXT NOT NULL,
  start INTEGER NOT NULL, stop INTEGER NOT NULL
);
CREATE INDEX doubt_article ON doubt(article);
CREATE INDEX doubt_note ON doubt(kind, note, article);
INSERT INTO doubt SELECT r.article, j.value ->> '$.kind', j.value ->> '$.note',
  coalesce(j.value ->> '$.start', 0), coalesce(j.value ->> '$.end', 0)
  FROM reading r, json_each(r.doc, '$.suspicions') j;

-- A copy that a person said is none stays, marked, so that the decision can be taken back.
ALTER TABLE copy ADD COLUMN refused INTEGER NOT NULL DEFAULT 0;
CREATE INDEX copy_score ON copy(doc ->> '$.score') WHERE NOT refused;
