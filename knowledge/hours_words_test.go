package knowledge_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cittaclick/cittaclick/knowledge"
)

func TestHoursAreToldAsPeopleTellThem(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		on   string
		in   []string
		want []string
	}{
		{
			"a town hall", "2026-11-23",
			[]string{"lun-ven 08:30-12:30", "mar,gio 15:00-17:30 su appuntamento", "sab[1] 09:00-12:00"},
			[]string{
				"lunedì, mercoledì e venerdì 8:30–12:30",
				"martedì e giovedì 8:30–12:30 e 15:00–17:30 (il pomeriggio su appuntamento)",
				"primo sabato del mese 9:00–12:00",
			},
		},
		{"days in a row", "2026-11-23", []string{"lun-gio,sab 9-12"}, []string{"dal lunedì al giovedì e sabato 9:00–12:00"}},
		{"up to Sunday", "2026-11-23", []string{"ven-dom 9-12"}, []string{"dal venerdì alla domenica 9:00–12:00"}},
		{"every day", "2026-11-23", []string{"lun-dom 9-12"}, []string{"tutti i giorni 9:00–12:00"}},
		{"without closing", "2026-11-23", []string{"lun-dom 0-24"}, []string{"tutti i giorni 24 ore su 24"}},
		{"past midnight", "2026-11-23", []string{"sab 20-26"}, []string{"sabato 20:00–2:00"}},
		{
			"places in the month", "2026-11-23", []string{"sab[1,3] 9-12", "dom[-1] 9-12"},
			[]string{"primo e terzo sabato del mese 9:00–12:00", "ultima domenica del mese 9:00–12:00"},
		},
		{
			"places after the week, holidays last", "2026-11-23", []string{"festivi 10-13", "lun[1] 15-17", "ven 9-12"},
			[]string{"venerdì 9:00–12:00", "primo lunedì del mese 15:00–17:00", "nei giorni festivi 10:00–13:00"},
		},
		{
			"one mode for all", "2026-11-23", []string{"lun 9-12, 15-17 telefono"},
			[]string{"lunedì 9:00–12:00 e 15:00–17:00 al telefono"},
		},
		{
			"last entry and note", "2026-11-23", []string{`mer 9-12 ultimo ingresso 11:45 "solo residenti"`},
			[]string{"mercoledì 9:00–12:00 (ultimo ingresso 11:45, solo residenti)"},
		},
		{
			"two mornings are told apart by their times", "2026-11-23",
			[]string{"lun 8-9 su appuntamento", "lun 9-12"},
			[]string{"lunedì 8:00–9:00 e 9:00–12:00 (8:00–9:00 su appuntamento)"},
		},
		{
			"in season", "2026-07-01", []string{"lun-ven 9-12", "sab 9-11", "lug-ago lun-ven 8-13"},
			[]string{"dal 1° luglio al 31 agosto: dal lunedì al venerdì 8:00–13:00"},
		},
		{
			"out of season", "2026-09-01", []string{"lun-ven 9-12", "lug-ago lun-ven 8-13"},
			[]string{"dal lunedì al venerdì 9:00–12:00"},
		},
		{
			"articles before a vowel", "2026-09-08", []string{"8/9-11/10 dom 9-12"},
			[]string{"dall'8 settembre all'11 ottobre: domenica 9:00–12:00"},
		},
		{"nothing in this part of the year", "2026-09-01", []string{"lug-ago lun-ven 8-13"}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := knowledge.DescribeRules(rules(t, tt.in...), day(t, tt.on))
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("hours (-want +got):\n%s", diff)
			}
		})
	}
}

func TestHoursAreWrittenForOpenStreetMap(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		in   []string
		want string
	}{
		"none":          {nil, ""},
		"the week":      {[]string{"lun-ven 9-12", "sab[1,-1] 9-11"}, "Mo-Fr 09:00-12:00, Sa[1,-1] 09:00-11:00; PH off"},
		"holidays open": {[]string{"dom,festivi 9-12"}, "Su 09:00-12:00; PH off, PH 09:00-12:00"},
		"a season replaces the year": {
			[]string{"lun 9-12", "lug-ago lun 8-13", "festivi 9-12", "lug-ago festivi 8-13"},
			"Mo 09:00-12:00; Jul 01-Aug 31 off, Jul 01-Aug 31 Mo 08:00-13:00; " +
				"PH off, PH 09:00-12:00; Jul 01-Aug 31 PH off, Jul 01-Aug 31 PH 08:00-13:00",
		},
		"a season alone": {[]string{"lug-ago lun 8-13"}, "Jul 01-Aug 31 Mo 08:00-13:00; PH off"},
		"remarks": {
			[]string{`lun 9-12 su appuntamento ultimo ingresso 11:30 "solo residenti"`},
			`Mo 09:00-12:00 open "su appuntamento, ultimo ingresso 11:30, solo residenti"; PH off`,
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := knowledge.OSM(rules(t, tt.in...)); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}
