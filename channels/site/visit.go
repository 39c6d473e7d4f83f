package site

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/go-chi/chi/v5"

	"github.com/cittaclick/cittaclick/channels/internal/httpkit"
	"github.com/cittaclick/cittaclick/channels/internal/look"
	"github.com/cittaclick/cittaclick/internal/fault"
	"github.com/cittaclick/cittaclick/knowledge"
)

// visit is a request for a page, with the charter of the day asked about.
type visit struct {
	request *http.Request
	asked   question
	view    knowledge.View
	now     time.Time
	// base is where the site is reached from outside, without a slash at its end.
	base string
}

// question is what a page's address may ask besides its path.
type question struct {
	on      string // another day than today, as 2006-01-02, and empty for today
	day     knowledge.Date
	topic   string // the code of a topic
	subject string // a term of the municipalities' vocabulary
}

// longestParameter bounds what is read from an address, in bytes.
const longestParameter = 200

// readQuestion reads a page's query; what it does not know is left alone.
func readQuestion(query url.Values) (question, error) {
	q := question{topic: query.Get("tema"), subject: query.Get("argomento")}
	if len(q.topic) > longestParameter || len(q.subject) > longestParameter {
		return question{}, unreadable("L'indirizzo è troppo lungo: parti dall'elenco dei servizi.")
	}
	if query.Get("on") == "" {
		return q, nil
	}
	day, err := knowledge.ParseDate(query.Get("on"))
	if err != nil {
		return question{}, unreadable("La data non si legge: nell'indirizzo si scrive come on=2026-12-05.")
	}
	q.on, q.day = day.String(), day
	return q, nil
}

// unreadable is an address that cannot be read, in words for whoever typed it.
func unreadable(words string) error { return httpkit.NewProblem(http.StatusBadRequest, words) }

// query writes the question as readQuestion reads it, always in the same order.
func (q question) query() string {
	values := url.Values{}
	for name, value := range map[string]string{"on": q.on, "tema": q.topic, "argomento": q.subject} {
		if value != "" {
			values.Set(name, value)
		}
	}
	return values.Encode()
}

// visit reads a request. The visit is also there with an error, for the page
// that tells it.
func (s *server) visit(r *http.Request) (*visit, error) {
	v := &visit{request: r, now: s.Now(), base: s.base(r)}
	err := s.enter(v)
	if err != nil {
		v.asked = question{}                                            // what could not be answered is not put into links
		v.view, _ = s.Charters.On(r.Context(), knowledge.DateOf(v.now)) // whose page it is; without a charter, nobody's
	}
	return v, err
}

// enter reads what is asked and the charter of that day. Another day than today
// may have to be read from the database, so that such requests are counted.
func (s *server) enter(v *visit) (err error) {
	ctx := v.request.Context()
	if v.asked, err = readQuestion(v.request.URL.Query()); err != nil {
		return err
	}
	if v.request.URL.Path != "/servizi" {
		v.asked.topic, v.asked.subject = "", "" // only the list of services has them
	}
	if today := knowledge.DateOf(v.now); v.asked.on == "" || v.asked.day == today {
		v.asked.on, v.asked.day = "", today
	} else if err := s.limits.Request(ctx); err != nil {
		return err
	}
	if v.view, err = s.Charters.On(ctx, v.asked.day); err != nil {
		return fmt.Errorf("read charter of %s: %w", v.asked.day, err)
	}
	if v.otherDay() && len(v.view.Offices()) == 0 {
		return fault.New(fault.NotFound, "Di quel giorno la carta dei servizi non sa niente: scegli una data più vicina.")
	}
	return nil
}

// base is where the site is reached from outside.
func (s *server) base(r *http.Request) string {
	if s.PublicURL != "" {
		return s.PublicURL
	}
	if r.TLS != nil {
		return "https://" + r.Host
	}
	return "http://" + r.Host
}

// slug is the last part of the path.
func (v *visit) slug() string { return chi.URLParam(v.request, "slug") }

// to returns a path of this server, which goes on telling of the same day.
func (v *visit) to(path string) string { return look.Frame{On: v.asked.on}.To(path) }

// at returns a link that goes on telling of the same day.
func (v *visit) at(l link) link { return link{l.Title, v.to(l.Path)} }

// today returns the page's own path, as it tells of today.
func (v *visit) today() string {
	asked := v.asked
	asked.on = ""
	if query := asked.query(); query != "" {
		return v.request.URL.Path + "?" + query
	}
	return v.request.URL.Path
}

// otherDay reports whether the page tells of another day than today.
func (v *visit) otherDay() bool { return v.asked.on != "" }

// frame is what stands around a page. The last crumb of the trail is the page.
func (s *server) frame(v *visit, title, description string, trail ...look.Crumb) look.Frame {
	f := look.Frame{
		Look: s.Look, Title: title, Description: description, Path: v.request.URL.Path,
		On: v.asked.on, Stylesheets: s.styles, Trail: trail,
	}
	if v.view.Charter() == nil {
		return f
	}
	f.Town = v.view.Municipality()
	if _, ok := v.view.Service(reports); ok {
		f.Report = "/servizi/" + string(reports)
	}
	if !v.otherDay() {
		f.Canonical = v.base + v.today()
	}
	if len(trail) > 0 {
		f.Linked = append(f.Linked, look.Linked{Data: breadcrumbOf(v.base, f.Canonical, trail)})
	}
	return f
}

// reports is the service at which one tells what does not work.
const reports knowledge.ServiceID = "segnalazioni-reclami"

// trail leads to a page that stands in a list.
func trail(list, path, title string) []look.Crumb {
	return []look.Crumb{{Name: list, Path: path}, {Name: title}}
}

// oneLine shortens a text to what a search engine shows of it.
func oneLine(text string) string {
	const longest = 155
	text = strings.Join(strings.Fields(text), " ")
	if len(text) <= longest {
		return text
	}
	cut := strings.LastIndexByte(text[:longest], ' ')
	return strings.TrimRight(text[:max(cut, 0)], " ,;:.") + "…"
}
