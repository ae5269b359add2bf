-- How likely an article is a copy stands beside the share of its sentences that the source has.
DROP INDEX copy_score;
CREATE INDEX copy_probability ON copy(coalesce(doc ->> '$.probability', doc ->> '$.score'))
  WHERE NOT refused;
