package eval

import (
	"fmt"

	"readout/eval/labelled"
	"readout/news"
	"readout/record/story"
)

// Stories finds the stories of ECB+ in dir, each part of the topics by what the other topics teach,
// and says in one line how well.
func Stories(dir string, read func(*news.Article) *news.Reading) (fmt.Stringer, error) {
	in, err := labelled.Stories(dir)
	if err != nil {
		return nil, err
	}
	told := make([]story.Told, len(in))
	for i := range in {
		told[i] = story.Told{Reading: read(&in[i].Article), Story: in[i].Story, Topic: in[i].Topic}
	}
	return story.CrossValidate(told), nil
}
