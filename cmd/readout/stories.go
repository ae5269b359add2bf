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

// Run prints for each article the story that it is assigned to, in order.
func (c *storiesCmd) Run(e *env) error {
	rd, err := reader(c.Data)
	if err != nil {
		return err
	}
	rec := record.New()
	none := func(*news.Event, string) ([]*news.Incident, error) { return nil, nil }
	return c.each(e, "stories", func(a *news.Article) error {
		r, err := rd.Try(a)
		if err != nil {
			e.fail(fmt.Errorf("stories %w", err))
			return nil
		}
		entry, err := rec.Add(r, none)
		if err != nil {
			return err
		}
		return printLine(e.out, map[string]string{"id": a.ID, "story": entry.Story.ID})
	})
}
