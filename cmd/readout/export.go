package main

import (
	"bufio"
	"errors"

	"readout/api"
	"readout/news"
)

type exportCmd struct {
	What   string `arg:"" optional:"" help:"incidents, statements, articles, readings, stories or entities." default:"incidents"`
	Format string `help:"jsonl, csv, parquet, gdelt (columns of GDELT 1.0) or ical (what is planned)." enum:"jsonl,csv,parquet,gdelt,ical" default:"jsonl"`
	From   string `help:"First day." placeholder:"DAY"`
	To     string `help:"Last day." placeholder:"DAY"`
	Data   string `help:"Folder of the store." placeholder:"DIR"`
}

// Run writes a part of the record to standard output.
func (c *exportCmd) Run(e *env) error {
	if err := checkDay("--from", c.From); err != nil {
		return err
	}
	if err := checkDay("--to", c.To); err != nil {
		return err
	}
	db, err := openStore(c.Data)
	if err != nil {
		return err
	}
	defer db.Close()
	w := bufio.NewWriter(e.out)
	x := api.Export{What: c.What, Format: c.Format, From: c.From, To: c.To}
	switch err := api.Write(e.ctx, db, x, w); {
	case errors.Is(err, news.ErrNotFound):
		return usageError(err.Error())
	case err != nil:
		return err
	}
	return w.Flush()
}
