package main

// terse returns copies of the items in which a comma stands between two places ("San Rafael,
// California"), without the comma: so the web writes addresses, and they are two names still.
func terse(items []*item, labels []string) []*item {
	at := map[string]int{}
	for i, l := range labels {
		at[l] = i
	}
	begin := uint64(1) << at["B-Location"]
	place := begin | 1<<at["I-Location"]
	outside := uint64(1) << at["O"]
	var out []*item
	for _, it := range items {
		copied := &item{}
		for i, w := range it.words {
			if w == "," && i > 0 && i+1 < len(it.words) &&
				it.allowed[i-1]&place != 0 && it.allowed[i-1]&outside == 0 &&
				it.allowed[i+1]&begin != 0 && it.allowed[i+1]&outside == 0 {
				continue
			}
			copied.words = append(copied.words, w)
			copied.allowed = append(copied.allowed, it.allowed[i])
		}
		if len(copied.words) < len(it.words) {
			out = append(out, copied)
		}
	}
	return out
}
