-- The offices that articles say somebody holds, each with the sentence that says it.
CREATE TABLE office (
  entity TEXT NOT NULL, article INTEGER NOT NULL, office TEXT NOT NULL, country TEXT NOT NULL,
  sentence TEXT NOT NULL, PRIMARY KEY (entity, article, office)
) WITHOUT ROWID;
CREATE INDEX office_article ON office(article);
