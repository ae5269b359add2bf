-- Article rows are numbered in the order of keeping, so that newest first is a walk of the key.
CREATE TABLE article (
  n         INTEGER PRIMARY KEY,
  id        TEXT NOT NULL UNIQUE,
  url       TEXT NOT NULL,
  host      TEXT NOT NULL,
  outlet    TEXT NOT NULL,
  headline  TEXT NOT NULL,
  published TEXT NOT NULL,            -- day as the reading has it, or ''
  kept      INTEGER NOT NULL,         -- Unix milliseconds
  body      TEXT NOT NULL,
  doc       TEXT NOT NULL,            -- the article as JSON, without its body
  state     TEXT NOT NULL DEFAULT 'kept',  -- kept, read, failed
  failure   TEXT NOT NULL DEFAULT ''
);
-- Every address by which a kept page is known: its own, and those that feeds name.
CREATE TABLE address (url TEXT PRIMARY KEY, article TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX article_host ON article(host, n);
CREATE INDEX article_published ON article(published, n);
CREATE INDEX article_unread ON article(published, n) WHERE state = 'kept';

-- Earlier texts of a page that changed at its own address.
CREATE TABLE version (
  article INTEGER NOT NULL REFERENCES article(n),
  kept    INTEGER NOT NULL,
  headline TEXT NOT NULL,
  body    TEXT NOT NULL,
  doc     TEXT NOT NULL,
  PRIMARY KEY (article, kept)
) WITHOUT ROWID;

CREATE TABLE reading (
  article INTEGER PRIMARY KEY REFERENCES article(n),
  version TEXT NOT NULL,
  doc     TEXT NOT NULL               -- the reading as JSON, without body and furniture
);

CREATE TABLE entity (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, country TEXT NOT NULL,
  office TEXT NOT NULL, wikidata TEXT NOT NULL, seen TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX entity_name ON entity(name COLLATE NOCASE);

CREATE TABLE mention (
  entity TEXT NOT NULL, article INTEGER NOT NULL REFERENCES article(n),
  times INTEGER NOT NULL, office TEXT NOT NULL, forms TEXT NOT NULL,  -- JSON list of names as written
  PRIMARY KEY (entity, article)
) WITHOUT ROWID;
CREATE INDEX mention_article ON mention(article);

CREATE TABLE statement (
  n INTEGER PRIMARY KEY, article INTEGER NOT NULL REFERENCES article(n), idx INTEGER NOT NULL,
  speaker TEXT NOT NULL, name TEXT NOT NULL,
  day TEXT NOT NULL,                  -- of saying or, where that is not known, of publication
  same INTEGER NOT NULL,
  doc TEXT NOT NULL
);
CREATE INDEX statement_article ON statement(article);
CREATE INDEX statement_speaker ON statement(speaker, day);
CREATE INDEX statement_day ON statement(day);
CREATE INDEX statement_same ON statement(same);

CREATE TABLE incident (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, type TEXT NOT NULL, mode TEXT NOT NULL,
  status TEXT NOT NULL, first TEXT NOT NULL, last TEXT NOT NULL, -- days it may have happened on
  place TEXT NOT NULL, sources INTEGER NOT NULL, doc TEXT NOT NULL
);
CREATE INDEX incident_first ON incident(first);
CREATE INDEX incident_type ON incident(type, first);

CREATE TABLE party (
  incident INTEGER NOT NULL REFERENCES incident(n), role TEXT NOT NULL,  -- a actor, r recipient
  entity TEXT NOT NULL, country TEXT NOT NULL,
  PRIMARY KEY (entity, incident, role)
) WITHOUT ROWID;
CREATE INDEX party_incident ON party(incident);
CREATE INDEX party_country ON party(country, role, incident);

CREATE TABLE report (
  incident INTEGER NOT NULL REFERENCES incident(n), article INTEGER NOT NULL REFERENCES article(n),
  idx INTEGER NOT NULL, PRIMARY KEY (article, idx)
) WITHOUT ROWID;
CREATE INDEX report_incident ON report(incident);

CREATE TABLE story (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, first TEXT NOT NULL, last TEXT NOT NULL,
  sources INTEGER NOT NULL, doc TEXT NOT NULL
);
CREATE INDEX story_last ON story(last);

CREATE TABLE assigned (
  article INTEGER PRIMARY KEY REFERENCES article(n), story INTEGER NOT NULL REFERENCES story(n),
  reason TEXT NOT NULL
);
CREATE INDEX assigned_story ON assigned(story);

CREATE TABLE copy (
  article INTEGER PRIMARY KEY REFERENCES article(n), original TEXT NOT NULL, doc TEXT NOT NULL
);
CREATE INDEX copy_original ON copy(original);

CREATE TABLE feed (
  url TEXT PRIMARY KEY, name TEXT NOT NULL, etag TEXT NOT NULL, modified TEXT NOT NULL,
  fetched INTEGER NOT NULL, next INTEGER NOT NULL, failure TEXT NOT NULL,
  failures INTEGER NOT NULL, articles INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX feed_next ON feed(next);

CREATE TABLE reply (
  id INTEGER PRIMARY KEY, article TEXT NOT NULL, name TEXT NOT NULL, email TEXT NOT NULL,
  text TEXT NOT NULL, state TEXT NOT NULL, written INTEGER NOT NULL
);
CREATE INDEX reply_article ON reply(article, state);

-- What a person decided, which holds after everything is computed again.
CREATE TABLE ruling (
  kind TEXT NOT NULL, a TEXT NOT NULL, b TEXT NOT NULL, verdict TEXT NOT NULL, at INTEGER NOT NULL,
  PRIMARY KEY (kind, a, b)
) WITHOUT ROWID;

CREATE VIRTUAL TABLE words USING fts5(headline, body, content='article', content_rowid='n',
  tokenize="porter unicode61 remove_diacritics 2");
CREATE TRIGGER article_added AFTER INSERT ON article BEGIN
  INSERT INTO words(rowid, headline, body) VALUES (new.n, new.headline, new.body);
END;
CREATE TRIGGER article_changed AFTER UPDATE OF headline, body ON article BEGIN
  INSERT INTO words(words, rowid, headline, body) VALUES ('delete', old.n, old.headline, old.body);
  INSERT INTO words(rowid, headline, body) VALUES (new.n, new.headline, new.body);
END;
