package look

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io/fs"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/cittaclick/cittaclick/channels/internal/httpkit"
	"github.com/cittaclick/cittaclick/knowledge"
)

// Frame is what stands around the content of every page: head, header with
// arms and navigation, breadcrumb, footer. A page's view embeds one.
type Frame struct {
	Look Look
	Town knowledge.MunicipalityProfile
	// Title of the page, without the municipality's name.
	Title string
	// Description for search engines, one sentence.
	Description string
	// Path of the page on this server.
	Path string
	// Canonical is the page's absolute address; empty for a page that has none,
	// which search engines are then asked to leave out.
	Canonical string
	// On is the day that the page tells about, as 2006-01-02, when the visitor
	// asked for another one than today: links go on telling of it.
	On string
	// Stylesheets are those of the channel, after the shared ones.
	Stylesheets []httpkit.Asset
	// Scripts are those of the channel; they never block the page.
	Scripts []httpkit.Asset
	// Linked is the page's structured data (JSON-LD).
	Linked []Linked
	// Trail leads here from the home page, which it leaves out; the last crumb
	// is this page. A page without one shows no breadcrumb.
	Trail []Crumb
	// Report is the path where one tells what does not work; empty when there is
	// no such service.
	Report string
	// Bare leaves the floating assistant out: the page is the assistant itself.
	Bare bool
}

// Crumb is a step of the breadcrumb; the last one has no path.
type Crumb struct{ Name, Path string }

// Linked is a piece of structured data; Element is the data-element by which the
// validator of the municipalities' model finds it, if it looks for it.
type Linked struct {
	Element string
	Data    any
}

// To returns a path of this server, which goes on telling of the same day.
func (f Frame) To(to string) string {
	if f.On == "" || !strings.HasPrefix(to, "/") {
		return to
	}
	to, fragment, _ := strings.Cut(to, "#")
	separator := "?"
	if strings.Contains(to, "?") {
		separator = "&"
	}
	to += separator + url.Values{"on": {f.On}}.Encode()
	if fragment != "" {
		to += "#" + fragment
	}
	return to
}

// Here reports whether the page is the path or lies under it.
func (f Frame) Here(at string) bool { return f.Path == at || strings.HasPrefix(f.Path, at+"/") }

//go:embed frame.html
var frameSource embed.FS

// Pages are a channel's pages, each of which fills the frame.
type Pages map[string]*template.Template

// ParsePages reads the pages of a channel: each file defines "main", the content
// that the frame is put around, and may use the definitions of the shared files,
// whose names begin with an underscore. The file's name without its extension is
// the page's.
func ParsePages(files fs.FS) (Pages, error) {
	shared, err := template.New("frame").Funcs(template.FuncMap{"tel": telephone}).ParseFS(frameSource, "frame.html")
	if err != nil {
		return nil, fmt.Errorf("parse frame: %w", err)
	}
	names, err := fs.Glob(files, "*.html")
	if err != nil {
		return nil, fmt.Errorf("list pages: %w", err)
	}
	pages := make(Pages)
	slices.Sort(names) // the underscore comes before the letters: shared files first
	for _, name := range names {
		if strings.HasPrefix(name, "_") {
			if _, err := shared.ParseFS(files, name); err != nil {
				return nil, fmt.Errorf("parse %s: %w", name, err)
			}
			continue
		}
		page, err := template.Must(shared.Clone()).ParseFS(files, name)
		if err != nil {
			return nil, fmt.Errorf("parse %s: %w", name, err)
		}
		pages[strings.TrimSuffix(name, path.Ext(name))] = page
	}
	return pages, nil
}

// telephone is the link that dials a number as people write it; html/template
// knows only web and mail addresses to be safe.
func telephone(number string) template.URL {
	digits := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == '+' {
			return r
		}
		return -1
	}, number)
	return template.URL("tel:" + digits) //nolint:gosec // digits and plus signs only
}

// Render makes a page whole; view embeds a Frame.
func (p Pages) Render(name string, view any) ([]byte, error) {
	page, ok := p[name]
	if !ok {
		return nil, fmt.Errorf("render %s: there is no such page", name)
	}
	html, err := httpkit.Render(page, "frame", view)
	if err != nil {
		return nil, fmt.Errorf("page %s: %w", name, err)
	}
	return bytes.TrimSpace(html), nil
}
