package site

import (
	"errors"
	"net/http"
	"net/url"
	"path"
	"strings"

	"github.com/cittaclick/cittaclick/bot"
	"github.com/cittaclick/cittaclick/channels/internal/httpkit"
	"github.com/cittaclick/cittaclick/channels/internal/look"
	"github.com/cittaclick/cittaclick/internal/fault"
)

// failurePage says what is wrong, and helps on by searching.
type failurePage struct {
	look.Frame
	Words string
	Form  searchForm
	// Instead is where to go on: what took over, or what is called alike, which is
	// a guess.
	Instead []link
	Guessed bool
}

// link leads to a page.
type link struct{ Title, Path string }

// elsewhere is a failure that knows where to go on.
type elsewhere struct {
	error
	instead []link
}

// Unwrap returns the failure itself.
func (e elsewhere) Unwrap() error { return e.error }

// fail answers with a page of words. What is not meant for people goes to the
// request's log line.
func (s *server) fail(w http.ResponseWriter, v *visit, err error) {
	problem := httpkit.Fail(v.request.Context(), err)
	view := failurePage{Frame: s.frame(v, problem.Title, ""), Words: problem.Detail, Form: v.searchForm("Cerca nella carta dei servizi")}
	view.Canonical = ""
	if known, ok := errors.AsType[elsewhere](err); ok {
		view.Instead, view.Guessed = known.instead, problem.Status == http.StatusNotFound
	}
	html, err := s.pages.Render("failure", view)
	if err != nil {
		httpkit.Fail(v.request.Context(), err).Write(w)
		return
	}
	for name, values := range problem.GetHeaders() {
		w.Header()[name] = values
	}
	httpkit.WritePage(w, problem.Status, html)
}

// missing answers for an address that there is not. One that differs by a slash
// at its end is put right.
func (s *server) missing(w http.ResponseWriter, r *http.Request) {
	if strings.HasSuffix(r.URL.Path, "/") {
		// Written as a URL, for browsers read a bare "/\\host" as another site.
		trimmed := url.URL{Path: path.Clean("/" + r.URL.Path), RawQuery: r.URL.RawQuery}
		http.Redirect(w, r, trimmed.String(), http.StatusMovedPermanently)
		return
	}
	v, err := s.visit(r)
	if err == nil {
		err = fault.New(fault.NotFound, "Non c'è nessuna pagina a questo indirizzo.")
	}
	s.fail(w, v, err)
}

// notOn is a thing that the charter does not have on the day; words are a
// sentence without its stop.
func notOn(v *visit, words string) error {
	if v.otherDay() {
		words += ", o non c'è in quella data"
	}
	return fault.New(fault.NotFound, "%s.", words)
}

// notThere is notOn with what is called alike: the words of a slug are those of a
// title.
func (s *server) notThere(v *visit, words string) error {
	err := notOn(v, words)
	if s.limits.Request(v.request.Context()) != nil {
		return err
	}
	const enough = 5
	found, searching := s.Searcher.Search(strings.ReplaceAll(v.slug(), "-", " "), enough)
	if searching != nil || len(found.Entries) == 0 {
		return err
	}
	return elsewhere{err, each(found.Entries, func(e bot.Entry) link { return v.at(link{e.Title, e.Path}) })}
}
