package site

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/cittaclick/cittaclick/bot"
	"github.com/cittaclick/cittaclick/channels/internal/httpkit"
	"github.com/cittaclick/cittaclick/channels/internal/look"
	"github.com/cittaclick/cittaclick/nlu"
)

// searchPage is what was looked for and what was found.
type searchPage struct {
	look.Frame
	Day    *dayNote
	Form   searchForm
	ReadAs []string // what was searched for instead of misspelt words
	Found  []result
	Topics []topicView // to go on from when nothing was found
}

// searchForm is where one writes what one looks for.
type searchForm struct {
	Label string
	Text  string // what was written
	On    string // the other day that the page tells of
}

func (v *visit) searchForm(label string) searchForm { return searchForm{Label: label, On: v.asked.on} }

// result is a thing found.
type result struct {
	row
	Kind string
}

// longestSearch bounds what is searched for, in bytes; nobody types more.
const longestSearch = 300

// mostResults is how many results a page has.
const mostResults = 12

// showSearch answers GET /cerca?q=. It is never kept: the words are a citizen's.
func (s *server) showSearch(w http.ResponseWriter, r *http.Request) {
	v, err := s.visit(r)
	if err == nil {
		err = s.limits.Request(r.Context())
	}
	if err != nil {
		s.fail(w, v, err)
		return
	}
	page, err := s.search(v, strings.TrimSpace(r.URL.Query().Get("q")))
	if err != nil {
		s.fail(w, v, err)
		return
	}
	html, err := s.pages.Render("search", page)
	if err != nil {
		s.fail(w, v, err)
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	httpkit.WritePage(w, http.StatusOK, html)
}

func (s *server) search(v *visit, text string) (searchPage, error) {
	page := searchPage{
		Frame: s.frame(v, "Cerca", "", look.Crumb{Name: "Cerca"}),
		Day:   v.dayNote(), Form: v.searchForm("Che cosa cerchi?"), Topics: topicsOf(v),
	}
	page.Canonical = ""
	page.Form.Text = strings.ToValidUTF8(text[:min(len(text), longestSearch)], "")
	if page.Form.Text == "" {
		return page, nil
	}
	if page.Day != nil {
		page.Day.Today += "?q=" + url.QueryEscape(page.Form.Text)
	}
	found, err := s.Searcher.Search(page.Form.Text, mostResults)
	if err != nil {
		return searchPage{}, err
	}
	page.ReadAs = found.ReadAs
	page.Found = each(found.Entries, func(e bot.Entry) result {
		return result{row{v.at(link{e.Title, e.Path}), e.Summary}, kindWords(e.Target.Kind())}
	})
	return page, nil
}

func kindWords(kind nlu.Kind) string {
	switch kind {
	case nlu.KindService:
		return "Servizio"
	case nlu.KindOffice:
		return "Ufficio"
	default:
		return "Altro ente"
	}
}
