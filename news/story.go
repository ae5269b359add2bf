package news

// A Story is articles about one happening and what directly follows.
type Story struct {
	ID       string   `json:"id"`
	Headline string   `json:"headline"` // of the article that tells it best
	Lead     string   `json:"lead"`     // id of that article
	First    string   `json:"first"`    // day of the first report
	Last     string   `json:"last"`     // day of the latest article
	Articles []string `json:"articles"` // ids, first report first
	Sources  int      `json:"sources"`  // independent origins: copies do not count
	Reasons  []string `json:"reasons"`  // for each article, why it is in this story
}
