-- What the pages ask for that the first schema had no index for.
CREATE INDEX article_kept ON article(kept);
CREATE INDEX entity_country ON entity(kind, country);
