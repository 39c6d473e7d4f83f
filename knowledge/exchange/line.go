package exchange

import (
	"reflect"

	"github.com/cittaclick/cittaclick/knowledge"
)

// span is a value of a field over some days, as its rows tell it.
type span struct {
	valid knowledge.Range
	act   knowledge.ActID // by which the value began
	value reflect.Value
}

// lineOf returns a field's values over time: rows that follow one another with
// the same value are one span. Days on which nothing is said are left out,
// unless it was an act that made the field say nothing.
func lineOf(rows []row, f *field) []span {
	var spans []span
	for _, r := range rows {
		value := f.of(r.Value)
		if last := len(spans) - 1; last >= 0 && spans[last].valid.To == r.Valid.From && equal(spans[last].value, value) {
			spans[last].valid.To = r.Valid.To
			continue
		}
		spans = append(spans, span{r.Valid, r.Act, value})
	}
	said := spans[:0]
	for _, s := range spans {
		ended := len(said) > 0 && said[len(said)-1].valid.To == s.valid.From && s.act != ""
		if !unset(s.value) || ended {
			said = append(said, s)
		}
	}
	return said
}

// at returns the span that holds on a day; where nothing is said, a span
// without value over the days until something is.
func at(spans []span, day knowledge.Date, f *field) span {
	gap := span{valid: knowledge.Always, value: reflect.Zero(f.typ)}
	for _, s := range spans {
		switch {
		case s.valid.Contains(day):
			return s
		case s.valid.To <= day:
			gap.valid.From = s.valid.To
		default:
			gap.valid.To = s.valid.From
			return gap
		}
	}
	return gap
}

// sameLine reports whether two lines say the same on the same days.
func sameLine(a, b []span) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].valid != b[i].valid || a[i].act != b[i].act || !equal(a[i].value, b[i].value) {
			return false
		}
	}
	return true
}
