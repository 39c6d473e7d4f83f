package knowledge_test

import (
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cittaclick/cittaclick/internal/fault"
	"github.com/cittaclick/cittaclick/knowledge"
)

func TestRulesAreReadAndWrittenCanonically(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		in   []string
		want []string
	}{
		{"as it stands", []string{"lun-ven 08:30-12:30"}, []string{"lun-ven 08:30-12:30"}},
		{"whole names, dots, dashes and spaces", []string{"Lunedì – venerdi 8.30 - 12.30"}, []string{"lun-ven 08:30-12:30"}},
		{"hours alone", []string{"sab 9-12"}, []string{"sab 09:00-12:00"}},
		{
			"several times on a line", []string{"mar,gio 8:30-12:30, 15:00-17:30"},
			[]string{"mar,gio 08:30-12:30", "mar,gio 15:00-17:30"},
		},
		{
			"lines with the same opening become one", []string{"gio 9-12", "lun 9-12", "mar 9-12"},
			[]string{"lun,mar,gio 09:00-12:00"},
		},
		{"three days in a row are a span", []string{"mer,lun,mar,sab 9-12"}, []string{"lun-mer,sab 09:00-12:00"}},
		{"places in the month", []string{"sab[3,1] 9-12", "ven[-1] 9-12"}, []string{"ven[-1],sab[1,3] 09:00-12:00"}},
		{"a season by dates", []string{"1/7-31/8 lun-ven 8-13"}, []string{"01/07-31/08 lun-ven 08:00-13:00"}},
		{"a season by months", []string{"lug-ago lun-ven 8-13"}, []string{"01/07-31/08 lun-ven 08:00-13:00"}},
		{"a season of one month", []string{"febbraio lun 8-13"}, []string{"01/02-29/02 lun 08:00-13:00"}},
		{"a season over the year's end", []string{"nov-mar sab 9-12"}, []string{"01/11-31/03 sab 09:00-12:00"}},
		{"mar is Tuesday before times", []string{"mar 9-12"}, []string{"mar 09:00-12:00"}},
		{"mar is March before days", []string{"mar mar 9-12"}, []string{"01/03-31/03 mar 09:00-12:00"}},
		{"holidays", []string{"dom,festivi 10-13"}, []string{"dom,festivi 10:00-13:00"}},
		{
			"modes", []string{"lun 9-10 su appuntamento", "lun 10-11 appuntamento", "mar 9-10 telefono", "mer 9-10 online", "gio 9-10 libero"},
			[]string{"lun 09:00-10:00 su appuntamento", "lun 10:00-11:00 su appuntamento", "mar 09:00-10:00 telefono", "mer 09:00-10:00 online", "gio 09:00-10:00"},
		},
		{
			"remarks in any order", []string{`lun 9-12:30 su appuntamento ultimo ingresso 12.15 "Solo Residenti, al 1° piano"`},
			[]string{`lun 09:00-12:30 ultimo ingresso 12:15 su appuntamento "Solo Residenti, al 1° piano"`},
		},
		{"past midnight", []string{"sab 20:00-26:00"}, []string{"sab 20:00-26:00"}},
		{
			"all year first, holidays last in the week", []string{"lug lun 8-9", "festivi 9-10", "dom 10-11", "lun 11-12"},
			[]string{"lun 11:00-12:00", "dom 10:00-11:00", "festivi 09:00-10:00", "01/07-31/07 lun 08:00-09:00"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tt.want, knowledge.FormatRules(rules(t, tt.in...))); diff != "" {
				t.Errorf("canonical form (-want +got):\n%s", diff)
			}
		})
	}
}

func TestRulesAreRefusedSayingWhatIsExpected(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		in   string
		want string // in the message
	}{
		{"nothing", "", "mancano i giorni"},
		{"no times", "lun-ven", "mancano le ore"},
		{"no days", "08:30-12:30", "non riconosciuto"},
		{"an unknown day", "lun,lum 9-12", `"lum"`},
		{"feriali: many mean many things", "feriali 9-12", "non riconosciuto"},
		{"a span backwards", "ven-lun 9-12", "non riconosciuto"},
		{"the sixth Saturday", "sab[6] 9-12", "non riconosciuto"},
		{"the zeroth Saturday", "sab[0] 9-12", "non riconosciuto"},
		{"an open bracket", "sab[1 9-12", "non riconosciuto"},
		{"closing before opening", "lun 12:30-8:30", "deve venire dopo"},
		{"a time that does not exist", "lun 8:75-9:00", "si scrive come 08:30"},
		{"one time alone", "lun 8:30", "come 08:30-12:30"},
		{"more than 24 hours", "lun 8-40", "al massimo 24 ore"},
		{"opening on the next day", "lun 24:00-26:00", "dalle 00:00 alle 23:59"},
		{"a last entry outside", "lun 9-12 ultimo ingresso 12:30", "fra l'apertura"},
		{"a last entry without time", "lun 9-12 ultimo ingresso", "non riconosciuto"},
		{"two modes", "lun 9-12 telefono online", "non riconosciuto"},
		{"something else", "lun 9-12 a settimane alterne", "a settimane alterne"},
		{"a season with a day that does not exist", "31/06-31/08 lun 9-12", "giorno/mese"},
		{"a season with one end", "01/07 lun 9-12", "giorno/mese"},
		{"a season of the whole year", "gen-dic lun 9-12", "tutto l'anno"},
		{"a note left open", `lun 9-12 "solo`, "virgolette"},
		{"words after the note", `lun 9-12 "solo" online`, "virgolette"},
		{"a day twice", "lun,lun 9-12", "sovrappongono"},
		{"the first Saturday is a Saturday", "sab,sab[1] 9-12", "sovrappongono"},
		{"the fifth is the last", "sab[5,-1] 9-12", "sovrappongono"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got, err := knowledge.ParseRules([]string{tt.in})
			if err == nil {
				t.Fatalf("read as %q", knowledge.FormatRules(got))
			}
			message, _ := fault.Message(err)
			if !strings.Contains(message, tt.want) || !errors.Is(err, fault.Invalid) {
				t.Errorf("message %q, want one with %q", message, tt.want)
			}
		})
	}
}

func TestRulesMayShareTheHourWhen(t *testing.T) {
	t.Parallel()
	tests := map[string][]string{
		"the modes differ":              {"lun 9-12", "lun 9-12 telefono"},
		"one is seasonal":               {"lun 9-12", "ago lun 9-12"},
		"the seasons do not meet":       {"lug lun 9-12", "ago lun 9-12"},
		"the places in the month do":    {"sab[1] 9-12", "sab[3,-1] 9-12"},
		"one is for holidays":           {"lun 9-12", "festivi 9-12"},
		"they touch without overlap":    {"lun 9-12", "lun 12-13"},
		"they lie on neighbouring days": {"lun 20-26", "mar 1-3"},
	}
	for name, lines := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			rules(t, lines...)
		})
	}
}

func TestAScheduleTellsAllItsProblems(t *testing.T) {
	t.Parallel()
	nine, noon := knowledge.ClockAt(9, 0), knowledge.ClockAt(12, 0)
	schedule := knowledge.Schedule{Rules: []knowledge.OpeningRule{
		{Weekday: 8, From: nine, To: noon, Mode: knowledge.ModeWalkIn},
		{Weekday: 1, From: nine, To: noon, Mode: "a vista"},
		{Weekday: 2, From: nine, To: noon, Mode: knowledge.ModeWalkIn},
		{Weekday: 2, From: nine + 60, To: noon, Mode: knowledge.ModeWalkIn},
		{Weekday: 3, Holidays: true, From: nine, To: noon, Mode: knowledge.ModeWalkIn},
		{Weekday: 3, Nth: 9, From: nine, To: noon, Mode: knowledge.ModeWalkIn},
		{Weekday: 3, From: nine, To: noon, Mode: knowledge.ModeWalkIn, Note: "su\ndue righe"},
	}}
	err := schedule.Validate()
	for _, want := range []string{"da 1 (lunedì) a 7", "a vista", "si sovrappongono", "festivi", "da 1 a 5", "una riga"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("no problem about %q in: %v", want, err)
		}
	}
}

func TestSpecialHoursAreReadLikeThoseOfRules(t *testing.T) {
	t.Parallel()
	intervals, err := knowledge.ParseIntervals("9-11, 15:00-16:30 su appuntamento")
	if err != nil {
		t.Fatal(err)
	}
	got := []string{knowledge.FormatInterval(intervals[0]), knowledge.FormatInterval(intervals[1])}
	if diff := cmp.Diff([]string{"09:00-11:00 su appuntamento", "15:00-16:30 su appuntamento"}, got); diff != "" {
		t.Errorf("intervals (-want +got):\n%s", diff)
	}
	for _, in := range []string{"", "lun 9-11", "11-9", "chiuso"} {
		if got, err := knowledge.ParseIntervals(in); err == nil {
			t.Errorf("%q was read as %v", in, got)
		}
	}
}

func FuzzParseRules(f *testing.F) {
	for _, seed := range []string{
		"lun-ven 08:30-12:30", "mar,gio 15:00-17:30 su appuntamento", "sab[1,-1] 09:00-12:00",
		`01/11-29/02 festivi 10:00-26:00 ultimo ingresso 12:15 online "nota"`, "mar mar 9-12", "lug – ago dom 9.30 - 12",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, line string) {
		read, err := knowledge.ParseRules([]string{line})
		if err != nil {
			if _, ok := fault.Message(err); !ok {
				t.Fatalf("%q: no words for people in %v", line, err)
			}
			return
		}
		written := knowledge.FormatRules(read)
		again, err := knowledge.ParseRules(written)
		if err != nil {
			t.Fatalf("%q became %q: %v", line, written, err)
		}
		if diff := cmp.Diff(read, again); diff != "" {
			t.Fatalf("%q became %q (-read +again):\n%s", line, written, diff)
		}
	})
}

func TestHoursOfTheReferenceFormatAreRead(t *testing.T) {
	t.Parallel()
	doc, err := os.ReadFile("../docs/formato-carta.md")
	if err != nil {
		t.Fatal(err)
	}
	_, after, _ := strings.Cut(string(doc), "  regole:\n")
	block, _, _ := strings.Cut(after, "  nota:")
	lines := strings.Split(strings.TrimSpace(block), "\n")
	for _, line := range lines {
		rules(t, strings.TrimPrefix(strings.TrimSpace(line), "- "))
	}
	if len(lines) < 5 {
		t.Errorf("only %d examples in the guide", len(lines))
	}
}
