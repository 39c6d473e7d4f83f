package api

import (
	"context"
	"encoding/base64"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/cittaclick/cittaclick/channels/internal/httpkit"
	"github.com/cittaclick/cittaclick/internal/fault"
	"github.com/cittaclick/cittaclick/knowledge"
)

// cacheControl lets answers about the charter be kept for a minute.
const cacheControl = "public, max-age=60"

// AsOf is what every question about the charter may say.
type AsOf struct {
	On          string `query:"on" format:"date" doc:"The day to tell about, today if missing." example:"2026-12-01"`
	IfNoneMatch string `header:"If-None-Match"`
}

// Paging is what every list takes.
type Paging struct {
	Limit  int    `query:"limit" minimum:"1" maximum:"1000" default:"100"`
	Cursor string `query:"cursor" doc:"The next of the list before."`
}

// list is a page of things, ordered by slug.
type list[T any] struct {
	Items []T    `json:"items" nullable:"false"`
	Next  string `json:"next,omitempty" doc:"The cursor of the next page; missing on the last one."`
}

// cached is an answer that can be kept for a while.
type cached[T any] struct {
	Status       int
	ETag         string `header:"ETag"`
	CacheControl string `header:"Cache-Control"`
	Body         T
}

// view returns the charter on the day asked about. Every question about the
// charter comes by here, and is counted.
func (s *server) view(ctx context.Context, question AsOf) (knowledge.View, error) {
	if err := s.limits.Request(ctx); err != nil {
		return knowledge.View{}, err
	}
	day := knowledge.DateOf(s.Now())
	if question.On != "" {
		var err error
		if day, err = knowledge.ParseDate(question.On); err != nil {
			return knowledge.View{}, fault.Wrap(fault.Invalid, err, "La data si scrive come 2026-12-01.")
		}
	}
	view, err := s.Charters.On(ctx, day)
	if err != nil {
		return knowledge.View{}, fmt.Errorf("read charter of %s: %w", day, err)
	}
	return view, nil
}

// answer sends a body, or says that the client has it already. What is told of
// hours changes by the minute, and is the same within one.
func answer[T any](s *server, question AsOf, view knowledge.View, body T) *cached[T] {
	tag := fmt.Sprintf(`W/"%s-%d-%s-%s"`, s.Version, view.Charter().Version(), view.Day(), s.Now().UTC().Format("20060102T1504"))
	if httpkit.MatchesTag(question.IfNoneMatch, tag) {
		return &cached[T]{Status: http.StatusNotModified, ETag: tag, CacheControl: cacheControl}
	}
	return &cached[T]{Status: http.StatusOK, ETag: tag, CacheControl: cacheControl, Body: body}
}

// page returns the part of things, sorted by slug, that a client asked for.
func page[T, V any](p Paging, things []T, slug func(T) string, show func(T) V) (list[V], error) {
	after, err := base64.RawURLEncoding.DecodeString(p.Cursor)
	if err != nil {
		return list[V]{}, fault.Wrap(fault.Invalid, err, "cursor non è il next di una lista.")
	}
	start, found := slices.BinarySearchFunc(things, string(after), func(thing T, after string) int {
		return strings.Compare(slug(thing), after)
	})
	if found {
		start++
	}
	things = things[start:]
	rest := len(things) > p.Limit
	things = things[:min(p.Limit, len(things))]
	shown := list[V]{Items: make([]V, len(things))}
	for i, thing := range things {
		shown.Items[i] = show(thing)
	}
	if rest {
		shown.Next = base64.RawURLEncoding.EncodeToString([]byte(slug(things[len(things)-1])))
	}
	return shown, nil
}

// searched reports whether all the words of a search are in the texts, whatever
// the case and the accents.
func searched(search string, texts ...string) bool {
	text := fold(strings.Join(texts, "\n"))
	for word := range strings.FieldsSeq(fold(search)) {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}

func fold(s string) string {
	plain := strings.NewReplacer("à", "a", "á", "a", "è", "e", "é", "e", "ì", "i", "í", "i", "ò", "o", "ó", "o", "ù", "u", "ú", "u", "’", "'")
	return plain.Replace(strings.ToLower(s))
}

// noNil returns an empty slice for nil, so that JSON has [] and not null.
func noNil[T any](items []T) []T {
	if items == nil {
		return []T{}
	}
	return items
}

// dateText writes a day as 2006-01-02; nothing for one that has no date.
func dateText(d knowledge.Date) string {
	if d == 0 || d == knowledge.Earliest || d == knowledge.Latest {
		return ""
	}
	return d.String()
}

// timeText writes an instant in the municipality's zone; nothing for none.
func timeText(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339)
}
