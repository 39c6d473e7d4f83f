package nlu

import (
	"fmt"
	"io"
	"sort"
	"strings"
)

// confusionsShown bounds the lists of the printed table; JSON holds them all.
const confusionsShown = 25

// WriteTable prints the report for a developer's terminal.
func (r Report) WriteTable(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "questions                %6d\n", r.Questions)
	writeRate(&b, "first right", r.First)
	writeRate(&b, "right within three", r.WithinThree)
	writeRate(&b, "asked back", r.Clarified)
	writeRate(&b, "in scope, refused", r.Refused)
	writeRate(&b, "confident and wrong", r.ConfidentBad)
	writeRate(&b, "out of scope, caught", r.OutCaught)
	kinds := make([]string, 0, len(r.ByKind))
	for k := range r.ByKind {
		kinds = append(kinds, string(k))
	}
	sort.Strings(kinds)
	for _, k := range kinds {
		writeRate(&b, "first right: "+k, r.ByKind[Kind(k)])
	}
	writeRate(&b, "main aspect first", r.MainAspect)
	writeRate(&b, "main aspect found", r.AnyAspect)
	writeRate(&b, "double question, whole", r.BothAsked)
	if r.Turns != nil {
		writeRate(&b, "turns resolved", *r.Turns)
	}
	fmt.Fprintf(&b, "time p50 / p95 / p99     %v / %v / %v\n", r.P50, r.P95, r.P99)
	r.writeConfusions(&b)
	_, err := io.WriteString(w, b.String())
	return err
}

func writeRate(b *strings.Builder, name string, r Rate) {
	if r.Of == 0 {
		return
	}
	fmt.Fprintf(b, "%-24s %5.1f%%  %d/%d\n", name, r.Percent(), r.Right, r.Of)
}

func (r Report) writeConfusions(b *strings.Builder) {
	if len(r.Confusions) > 0 {
		b.WriteString("\nwanted → understood\n")
	}
	for _, c := range r.Confusions[:min(confusionsShown, len(r.Confusions))] {
		fmt.Fprintf(b, "%4d  %s → %s\n", c.Count, c.Want, c.Got)
	}
	if len(r.AspectConfusions) > 0 {
		b.WriteString("\nmain aspect wanted → first understood\n")
	}
	for _, c := range r.AspectConfusions[:min(confusionsShown, len(r.AspectConfusions))] {
		fmt.Fprintf(b, "%4d  %s → %s\n", c.Count, c.Want, c.Got)
	}
}
