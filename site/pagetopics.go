package site

import "slices"

// topicAnswers is how many answers the page of topics shows of each.
const topicAnswers = 3

type topicsView struct {
	Topics map[string][]topicView `json:"topics"` // by language of the reader, in the order of labels
}

type topicView struct {
	Code    string      `json:"code"`
	Address string      `json:"address"` // of the list of its cases
	Count   int         `json:"count"`   // of its cases
	Latest  []entryView `json:"latest"`  // answers, newest first
}

// topicPages is the page of topics; it is there without topics, too, and says so.
func (pl *plan) topicPages() ([]page, error) {
	entries, answered := pl.entries(), pl.answered()
	f, err := pl.facets(entries)
	if err != nil {
		return nil, err
	}
	topics := []topicView{}
	for _, v := range f.list[0].values {
		has := func(e *entryView) bool { return slices.Contains(e.Topics, v.value) }
		latest := filter(answered, has)
		topics = append(topics, topicView{
			Code: v.value, Address: v.address, Count: len(filter(entries, has)), Latest: latest[:min(len(latest), topicAnswers)],
		})
	}
	view := topicsView{Topics: map[string][]topicView{}}
	for _, l := range Languages() {
		view.Topics[l] = slices.Clone(topics)
		sortByLabel(l, view.Topics[l], func(t topicView) string { return f.topics[t.Code][l] })
	}
	return []page{{address: "topics/", layout: "topics", params: view}}, nil
}
