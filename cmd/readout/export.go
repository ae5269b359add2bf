package main

import (
	"bufio"
	"errors"
	"fmt"
	"strings"

	"readout/api"
	"readout/news"
)

type exportCmd struct {
	What   string `arg:"" optional:"" help:"incidents, statements, articles, readings, stories or entities." default:"incidents"`
	Format string `help:"jsonl, csv, parquet, gdelt (columns of GDELT 1.0) or ical (what is planned)." enum:"jsonl,csv,parquet,gdelt,ical" default:"jsonl"`
	From   string `help:"First day, or a month or a year." placeholder:"DAY"`
	To     string `help:"Last day, or a month or a year." placeholder:"DAY"`
	Data   string `help:"Folder of the store." placeholder:"DIR"`
}

// Run writes a part of the record to standard output.
func (c *exportCmd) Run(e *env) error {
	for flag, day := range map[string]string{"--from": c.From, "--to": c.To} {
		first, _ := news.Interval(day)
		if strings.Contains(day, "/") {
			first = day
		}
		if checkDay(flag, first) != nil || first == "" && day != "" {
			return usageError(fmt.Sprintf("%s %s: not a day, month or year like 2026-01-31", flag, day))
		}
	}
	db, err := openStore(c.Data)
	if err != nil {
		return err
	}
	defer db.Close()
	w := bufio.NewWriter(e.out)
	x := api.Export{What: c.What, Format: c.Format, From: c.From, To: c.To}
	switch err := api.Write(e.ctx, db, x, w); {
	case errors.Is(err, news.ErrNotFound), errors.Is(err, news.ErrSyntax):
		return usageError(err.Error())
	case err != nil:
		return err
	}
	return w.Flush()
}
