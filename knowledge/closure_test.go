package knowledge_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cittaclick/cittaclick/knowledge"
)

func owner(t testing.TB, s string) knowledge.HoursOwner {
	t.Helper()
	o, err := knowledge.ParseHoursOwner(s)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func owners(t testing.TB, list ...string) []knowledge.HoursOwner {
	t.Helper()
	var parsed []knowledge.HoursOwner
	for _, s := range list {
		parsed = append(parsed, owner(t, s))
	}
	return parsed
}

func TestTheNarrowestClosureDecides(t *testing.T) {
	t.Parallel()
	eve := knowledge.Between(day(t, "2026-12-24"), day(t, "2026-12-24"))
	week := knowledge.Between(day(t, "2026-12-24"), day(t, "2026-12-31"))
	town := knowledge.Closure{
		ID: "ponte", Kind: knowledge.ClosureClosed, Days: week,
		Targets: owners(t, "comune"), Exempt: owners(t, "ufficio:polizia-locale"),
	}
	building := knowledge.Closure{ID: "lavori", Kind: knowledge.ClosureClosed, Days: week, Targets: owners(t, "sede:palazzo")}
	vigil := knowledge.Closure{ID: "vigilia", Kind: knowledge.ClosureSpecial, Days: eve, Targets: owners(t, "comune")}
	desk := knowledge.Closure{ID: "nascite", Kind: knowledge.ClosureSpecial, Days: eve, Targets: owners(t, "orario:stato-civile", "ufficio:anagrafe")}
	all := []knowledge.Closure{town, building, vigil, desk}

	tests := []struct {
		name  string
		day   string
		chain []string
		want  []knowledge.ClosureID
	}{
		{
			name: "its own, then the building's, then the municipality's, the one for fewer days before", day: "2026-12-24",
			chain: []string{"orario:anagrafe", "ufficio:anagrafe", "sede:palazzo", "comune"},
			want:  []knowledge.ClosureID{"nascite", "lavori", "vigilia", "ponte"},
		},
		{
			name: "its last day is included", day: "2026-12-31",
			chain: []string{"orario:anagrafe", "ufficio:anagrafe", "sede:palazzo", "comune"},
			want:  []knowledge.ClosureID{"lavori", "ponte"},
		},
		{
			name: "another building is not closed by the works", day: "2026-12-28",
			chain: []string{"ufficio:biblioteca", "sede:villa", "comune"}, want: []knowledge.ClosureID{"ponte"},
		},
		{
			name: "essential services go on", day: "2026-12-28",
			chain: []string{"ufficio:polizia-locale", "sede:comando", "comune"},
		},
		{
			name: "nothing outside the days", day: "2027-01-01",
			chain: []string{"ufficio:anagrafe", "sede:palazzo", "comune"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var got []knowledge.ClosureID
			for _, c := range knowledge.ClosuresFor(all, day(t, tt.day), owners(t, tt.chain...)) {
				got = append(got, c.ID)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("closures (-want +got):\n%s", diff)
			}
		})
	}
}

func TestHoursOwnersAreWrittenAsTheyAreRead(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"comune", "sede:palazzo", "ufficio:anagrafe", "servizio:tari", "orario:urp"} {
		if got := owner(t, s).String(); got != s {
			t.Errorf("%q comes back as %q", s, got)
		}
	}
	for _, s := range []string{"", "comune:", "comune:valdoria", "sede", "sede:", "persona:rossi", "palazzo"} {
		if o, err := knowledge.ParseHoursOwner(s); err == nil {
			t.Errorf("%q was read as %v", s, o)
		}
	}
}

func TestClosuresAreRefusedWhen(t *testing.T) {
	t.Parallel()
	morning := []knowledge.Interval{{From: knowledge.ClockAt(9, 0), To: knowledge.ClockAt(12, 0), Mode: knowledge.ModeWalkIn}}
	valid := knowledge.Closure{
		Kind: knowledge.ClosureSpecial, Days: knowledge.Between(day(t, "2026-12-24"), day(t, "2026-12-24")),
		Intervals: morning, Targets: owners(t, "comune"),
	}
	if err := valid.Validate(); err != nil {
		t.Fatalf("valid closure refused: %v", err)
	}
	tests := map[string]func(*knowledge.Closure){
		"the kind is unknown":           func(c *knowledge.Closure) { c.Kind = "forse" },
		"the days are none":             func(c *knowledge.Closure) { c.Days.To = c.Days.From },
		"nobody is hit":                 func(c *knowledge.Closure) { c.Targets = nil },
		"special hours are missing":     func(c *knowledge.Closure) { c.Intervals = nil },
		"a closed day has hours":        func(c *knowledge.Closure) { c.Kind = knowledge.ClosureClosed },
		"the special hours are no good": func(c *knowledge.Closure) { c.Intervals = []knowledge.Interval{{From: 60, To: 30}} },
	}
	for name, spoil := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := valid
			spoil(&c)
			if c.Validate() == nil {
				t.Errorf("accepted: %+v", c)
			}
		})
	}
}
