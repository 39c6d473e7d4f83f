package bot

import (
	"cmp"
	"slices"
	"strings"

	"github.com/cittaclick/cittaclick/knowledge"
	"github.com/cittaclick/cittaclick/nlu"
)

// Entry is a thing of the charter as a list shows it.
type Entry struct {
	Target  nlu.Target // a service, an office or a matter of another body
	Title   string
	Summary string
	// Path is its page on the site.
	Path string
}

// Directory finds the entries of a charter by the beginnings of words of their
// names, as one types. It is immutable.
type Directory struct {
	entries []Entry
	words   []indexedWord // sorted by word
}

// indexedWord is a word of one of an entry's names.
type indexedWord struct {
	word  string
	entry int
	name  int // which of the entry's names: 0 is the title
	at    int // which of the name's words
}

// NewDirectory indexes the titles and other names of what may be asked about.
func NewDirectory(docs []nlu.Document) *Directory {
	d := &Directory{}
	for _, doc := range docs {
		path, ok := pageOf(doc.Target)
		if !ok {
			continue // talk has no page
		}
		d.entries = append(d.entries, Entry{Target: doc.Target, Title: doc.Title, Summary: doc.Summary, Path: path})
		names := slices.Concat([]string{doc.Title}, doc.Aliases, doc.FormerNames)
		for i, name := range names {
			for at, word := range nlu.Words(name) {
				d.words = append(d.words, indexedWord{word, len(d.entries) - 1, i, at})
			}
		}
	}
	slices.SortFunc(d.words, func(a, b indexedWord) int {
		return cmp.Or(strings.Compare(a.word, b.word), a.entry-b.entry, a.name-b.name, a.at-b.at)
	})
	return d
}

// pageOf returns the path of a target's page on the site.
func pageOf(target nlu.Target) (string, bool) {
	switch target.Kind() {
	case nlu.KindService:
		return "/servizi/" + target.Slug(), true
	case nlu.KindOffice:
		return "/uffici/" + target.Slug(), true
	case nlu.KindBody:
		return "/altri-enti/" + target.Slug(), true
	default:
		return "", false
	}
}

// Complete returns the entries with a name that has, for each word written, a
// word that begins with it; at most limit of them, the likeliest first: whose
// title begins so, then whose title has the words, then whose other names do.
func (d *Directory) Complete(text string, limit int) []Entry {
	var best map[int]int // entry → rank, lower is better
	for i, prefix := range nlu.Words(text) {
		best = d.narrow(best, i == 0, prefix)
	}
	found := make([]int, 0, len(best))
	for entry := range best {
		found = append(found, entry)
	}
	slices.SortFunc(found, func(a, b int) int {
		return cmp.Or(best[a]-best[b], strings.Compare(d.entries[a].Title, d.entries[b].Title), a-b)
	})
	found = found[:min(len(found), limit)]
	entries := make([]Entry, len(found))
	for i, entry := range found {
		entries[i] = d.entries[entry]
	}
	return entries
}

// narrow keeps of the entries found so far those that also have a word with this
// prefix, each with the worst of its ranks.
func (d *Directory) narrow(sofar map[int]int, first bool, prefix string) map[int]int {
	kept := make(map[int]int)
	start, _ := slices.BinarySearchFunc(d.words, prefix, func(w indexedWord, p string) int { return strings.Compare(w.word, p) })
	for _, w := range d.words[start:] {
		if !strings.HasPrefix(w.word, prefix) {
			break
		}
		rank, ok := sofar[w.entry]
		if !first && !ok {
			continue
		}
		rank = max(rank, w.rank(first))
		if had, again := kept[w.entry]; !again || rank < had {
			kept[w.entry] = rank
		}
	}
	return kept
}

// rank tells how near to the front of the list a word takes its entry.
func (w indexedWord) rank(first bool) int {
	switch {
	case w.name == 0 && (w.at == 0 || !first):
		return 0
	case w.name == 0:
		return 1
	default:
		return 2
	}
}

// Suggest completes what is being typed with entries of the charter, at most
// limit. An error is fault.Unavailable: no charter is loaded.
func (b *Bot) Suggest(text string, limit int) ([]Entry, error) {
	world := b.world()
	if world == nil {
		return nil, errNoCharter()
	}
	return world.Directory.Complete(string(nlu.NewUtterance(text)), limit), nil
}

// Found is what a search came to.
type Found struct {
	Entries []Entry
	// ReadAs are the words that were searched for instead of misspelt ones.
	ReadAs []string
}

// Search returns what a citizen's words are most likely about, at most limit
// entries: first as a question is understood, then by name. None means that
// nothing in the charter comes near. It is no turn: nothing is kept. An error is
// fault.Unavailable: no charter is loaded.
func (b *Bot) Search(text string, limit int) (Found, error) {
	world := b.world()
	if world == nil {
		return Found{}, errNoCharter()
	}
	utterance, now := nlu.NewUtterance(text), b.now().In(world.Charter.Location())
	u := world.Understander.Understand(nlu.Query{Text: utterance, Now: now})
	view := world.Charter.On(knowledge.DateOf(now))
	var found []Entry
	add := func(e Entry) {
		if len(found) < limit && !slices.ContainsFunc(found, func(f Entry) bool { return f.Target == e.Target }) {
			found = append(found, e)
		}
	}
	for _, target := range append([]nlu.Target{u.Target}, targetsOf(u.Alternatives)...) {
		if entry, ok := entryOf(view, target); ok {
			add(entry)
		}
	}
	for _, entry := range world.Directory.Complete(string(utterance), limit) {
		add(entry)
	}
	return Found{found, ReadAs(u)}, nil
}

func targetsOf(candidates []nlu.Candidate) []nlu.Target {
	targets := make([]nlu.Target, len(candidates))
	for i, c := range candidates {
		targets[i] = c.Target
	}
	return targets
}

// entryOf shows a target as it stands on a day.
func entryOf(view knowledge.View, target nlu.Target) (Entry, bool) {
	path, _ := pageOf(target)
	entry := Entry{Target: target, Path: path}
	switch target.Kind() {
	case nlu.KindService:
		if s, ok := view.Service(knowledge.ServiceID(target.Slug())); ok {
			entry.Title, entry.Summary = s.Title.Value, s.Summary.Value
			return entry, true
		}
	case nlu.KindOffice:
		if o, ok := view.Office(knowledge.OfficeID(target.Slug())); ok {
			entry.Title, entry.Summary = o.Name, o.Description
			return entry, true
		}
	case nlu.KindBody:
		if m, ok := view.Matter(knowledge.MatterID(target.Slug())); ok {
			entry.Title, entry.Summary = m.Title.Value, m.Summary.Value
			return entry, true
		}
	}
	return Entry{}, false
}
