package news

// Lists makes the empty lists of a and of its parts lists, where they were nil: other programs
// expect [] in JSON, never null.
func (a *Article) Lists() {
	a.Byline, a.Blocks, a.Images = list(a.Byline), list(a.Blocks), list(a.Images)
	a.Links, a.Tags, a.Furniture = list(a.Links), list(a.Tags), list(a.Furniture)
}

// Lists does the same for a reading.
func (r *Reading) Lists() {
	r.Article.Lists()
	r.Entities, r.Dates, r.Places = list(r.Entities), list(r.Dates), list(r.Places)
	r.Offices = list(r.Offices)
	r.Statements, r.Events, r.Suspicions = list(r.Statements), list(r.Events), list(r.Suspicions)
	for i := range r.Entities {
		r.Entities[i].Mentions = list(r.Entities[i].Mentions)
	}
	for i := range r.Statements {
		r.Statements[i].Content = list(r.Statements[i].Content)
	}
	for i := range r.Events {
		ev := &r.Events[i]
		ev.Actors, ev.Recipients = list(ev.Actors), list(ev.Recipients)
	}
}

func list[T any](v []T) []T {
	if v == nil {
		return []T{}
	}
	return v
}
