package main

import (
	"fmt"

	"readout/news"
	"readout/record"
)

type storiesCmd struct {
	articlesFlags `embed:""`
	Data          string `help:"Folder of the store, whose knowledge is used too." placeholder:"DIR"`
}

// settleEvery is how many articles are assigned before stories are weighed anew.
const settleEvery = 64

// Run prints for each article, in order, the story that it is in once all are known.
func (c *storiesCmd) Run(e *env) error {
	rd, err := reader(c.Data)
	if err != nil {
		return err
	}
	rec := record.New()
	var ids []string
	none := func(*news.Event, string) ([]*news.Incident, error) { return nil, nil }
	err = c.each(e, "stories", func(a *news.Article) error {
		r, err := rd.Try(a)
		if err != nil {
			e.fail(fmt.Errorf("stories: %w", err))
			return nil
		}
		ids = append(ids, a.ID)
		if len(ids)%settleEvery == 0 {
			rec.Settle()
		}
		_, err = rec.Add(r, none)
		return err
	})
	if err != nil {
		return err
	}
	rec.SettleAll()
	for _, id := range ids {
		if err := printLine(e.out, map[string]string{"id": id, "story": rec.StoryOf(id)}); err != nil {
			return err
		}
	}
	return nil
}
