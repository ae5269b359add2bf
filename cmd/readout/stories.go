package main

import (
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
		entry, err := rec.Add(rd.Read(a), none)
		if err != nil {
			return err
		}
		return printLine(e.out, map[string]string{"id": a.ID, "story": entry.Story.ID})
	})
}
