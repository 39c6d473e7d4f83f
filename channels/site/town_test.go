package site_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/cittaclick/cittaclick/bot"
	"github.com/cittaclick/cittaclick/bot/bottest"
	"github.com/cittaclick/cittaclick/channels/internal/httpkit"
	"github.com/cittaclick/cittaclick/channels/internal/look"
	"github.com/cittaclick/cittaclick/channels/site"
	"github.com/cittaclick/cittaclick/internal/fault"
	"github.com/cittaclick/cittaclick/knowledge"
	"github.com/cittaclick/cittaclick/knowledge/base"
	"github.com/cittaclick/cittaclick/knowledge/demo"
	"github.com/cittaclick/cittaclick/knowledge/exchange"
)

// monday is a morning on which most offices are open.
const monday = "2026-11-23 10:00"

var rome = sync.OnceValues(func() (*time.Location, error) { return time.LoadLocation("Europe/Rome") })

func at(t testing.TB, moment string) time.Time {
	t.Helper()
	zone, err := rome()
	if err != nil {
		t.Fatal(err)
	}
	instant, err := time.ParseInLocation("2006-01-02 15:04", moment, zone)
	if err != nil {
		t.Fatal(err)
	}
	return instant
}

// shipped are the facts of the demo municipality.
func shipped(t testing.TB) knowledge.Facts {
	t.Helper()
	facts, err := exchange.Load(base.FS, demo.FS)
	if err != nil {
		t.Fatal(err)
	}
	return facts
}

func charterOf(t testing.TB, facts knowledge.Facts) *knowledge.Charter {
	t.Helper()
	zone, err := rome()
	if err != nil {
		t.Fatal(err)
	}
	charter, err := knowledge.NewCharter(facts, zone)
	if err != nil {
		t.Fatal(err)
	}
	return charter
}

// charters gives one charter on every day.
type charters struct{ *knowledge.Charter }

func (c charters) On(_ context.Context, day knowledge.Date) (knowledge.View, error) {
	return c.Charter.On(day), nil
}

// away is a charter that cannot be reached.
type away struct{}

func (away) On(context.Context, knowledge.Date) (knowledge.View, error) {
	return knowledge.View{}, fault.New(fault.Unavailable, "La carta dei servizi non è ancora pronta.")
}

// nothing finds nothing.
type nothing struct{}

func (nothing) Search(string, int) (bot.Found, error) { return bot.Found{}, nil }

// town is the site of a municipality.
type town struct {
	t    testing.TB
	face *httpkit.Face
	log  *bytes.Buffer
	now  time.Time
}

// open puts the site of the demo municipality on a face; change may alter what it
// is made of.
func open(t testing.TB, change func(*site.Needs, *httpkit.Config)) *town {
	t.Helper()
	w := bottest.Valdoria(t)
	town := &town{t: t, log: new(bytes.Buffer), now: at(t, monday)}
	now := func() time.Time { return town.now }
	assistant := bot.New(bot.Deps{World: func() *bot.World { return w }, Now: now, Random: rand.Reader})
	t.Cleanup(func() { _ = assistant.Close(context.WithoutCancel(t.Context())) })
	needs := site.Needs{Charters: charters{w.Charter}, Searcher: assistant, Now: now, PublicURL: "https://servizi.valdoria.example"}
	config := httpkit.Config{Log: slog.New(slog.NewTextHandler(town.log, nil)), Now: now}
	if change != nil {
		change(&needs, &config)
	}
	town.face = httpkit.New(config)
	shared, err := look.Publish(town.face, look.Brand{Colour: look.ItaliaBlue})
	if err != nil {
		t.Fatal(err)
	}
	needs.Look = shared
	needs.Look.Assistant = true
	if err := site.Mount(town.face, needs); err != nil {
		t.Fatal(err)
	}
	return town
}

// at sets the clock of the town.
func (town *town) at(moment string) *town {
	town.t.Helper()
	town.now = at(town.t, moment)
	return town
}

// get asks for an address as a browser does.
func (town *town) get(address string, headers ...string) *page {
	town.t.Helper()
	request := httptest.NewRequestWithContext(town.t.Context(), http.MethodGet, address, nil)
	request.Header.Set("Accept", "text/html")
	for i := 0; i < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	recorder := httptest.NewRecorder()
	town.face.ServeHTTP(recorder, request)
	return &page{t: town.t, address: address, ResponseRecorder: recorder}
}

// page is an answer, read as HTML when it is asked for.
type page struct {
	t       testing.TB
	address string
	*httptest.ResponseRecorder
	root *node
}

// node is an element of a page.
type node struct {
	name     string
	attrs    map[string]string
	text     string // its own and that of what is in it
	children []*node
}

// read parses the page. Ours close what they open, so that an XML parser which
// knows the void elements of HTML reads them, and fails where nesting is wrong.
func (p *page) read() *node {
	p.t.Helper()
	if p.root != nil {
		return p.root
	}
	decoder := xml.NewDecoder(bytes.NewReader(p.Body.Bytes()))
	decoder.Strict, decoder.AutoClose, decoder.Entity = false, xml.HTMLAutoClose, xml.HTMLEntity
	p.root = &node{}
	if err := p.root.fill(decoder); err != nil {
		p.t.Fatalf("%s is not well nested: %v\n%s", p.address, err, p.Body)
	}
	return p.root
}

func (n *node) fill(decoder *xml.Decoder) error {
	for {
		token, err := decoder.Token()
		switch token := token.(type) {
		case xml.StartElement:
			child := &node{name: token.Name.Local, attrs: make(map[string]string)}
			for _, a := range token.Attr {
				child.attrs[a.Name.Local] = a.Value
			}
			if err := child.fill(decoder); err != nil {
				return fmt.Errorf("in <%s>: %w", child.name, err)
			}
			n.children = append(n.children, child)
			n.text += child.text
		case xml.CharData:
			n.text += string(token)
		case xml.EndElement:
			if token.Name.Local != n.name {
				return fmt.Errorf("</%s> ends <%s>", token.Name.Local, n.name)
			}
			return nil
		}
		if errors.Is(err, io.EOF) && n.name == "" {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// all returns the elements that the condition holds of, in the page's order.
func (n *node) all(is func(*node) bool) []*node {
	var found []*node
	for _, child := range n.children {
		if is(child) {
			found = append(found, child)
		}
		found = append(found, child.all(is)...)
	}
	return found
}

func (n *node) words() string { return strings.Join(strings.Fields(n.text), " ") }

func named(name string) func(*node) bool { return func(n *node) bool { return n.name == name } }

// element finds by data-element, as the validator of the municipalities' model does.
func element(name string) func(*node) bool {
	return func(n *node) bool { return n.attrs["data-element"] == name }
}

// content is what stands in <main>.
func (p *page) content() string {
	p.t.Helper()
	main := p.read().all(named("main"))
	if len(main) != 1 {
		p.t.Fatalf("%s has %d <main>", p.address, len(main))
	}
	return main[0].words()
}

// says fails unless all the words stand in the page's content.
func (p *page) says(words ...string) *page {
	p.t.Helper()
	content := p.content()
	for _, w := range words {
		if !strings.Contains(content, w) {
			p.t.Errorf("%s does not say %q:\n%s", p.address, w, content)
		}
	}
	return p
}

// status fails unless the answer has it.
func (p *page) status(want int) *page {
	p.t.Helper()
	if p.Code != want {
		p.t.Fatalf("GET %s = %d, want %d\n%s", p.address, p.Code, want, p.Body)
	}
	return p
}
