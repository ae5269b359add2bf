package news

import "time"

// An Outlet is an organisation that publishes news.
type Outlet struct {
	Host string `json:"host"`
	Name string `json:"name"`
}

// A Feed is an address that lists an outlet's new items, and how the rounds went.
type Feed struct {
	URL          string    `json:"url"`
	Name         string    `json:"name"`
	ETag         string    `json:"etag,omitempty"`
	LastModified string    `json:"last_modified,omitempty"`
	Fetched      time.Time `json:"fetched"` // zero: never
	Next         time.Time `json:"next"`
	Failure      string    `json:"failure"`  // in plain words; empty where the last round went well
	Failures     int       `json:"failures"` // rounds in a row
	Articles     int       `json:"articles"`
}

// An Item is one entry of a feed, before its page is fetched.
type Item struct {
	URL       string
	Headline  string
	Published time.Time
}

// A Page is what was fetched from an address.
type Page struct {
	URL         string
	ContentType string
	Body        []byte
	Fetched     time.Time
}

// A Reply is what a reader wrote under an article. It is held until someone approves it.
type Reply struct {
	ID      int64     `json:"id"`
	Article string    `json:"article"`
	Name    string    `json:"name"`
	Email   string    `json:"-"` // never shown
	Text    string    `json:"text"`
	State   string    `json:"state"` // held, approved, refused
	Written time.Time `json:"written"`
}
