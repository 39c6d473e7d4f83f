package bot

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cittaclick/cittaclick/knowledge"
	"github.com/cittaclick/cittaclick/nlu"
)

func TestAWayInFromAfarHasItsAddress(t *testing.T) {
	t.Parallel()
	office := &knowledge.Office{
		OfficeProfile: knowledge.OfficeProfile{Name: "Ufficio boschi"},
		OfficeContacts: knowledge.OfficeContacts{Contacts: []knowledge.Contact{
			{Kind: knowledge.ContactPEC, Value: "boschi@pec.example"}, {Kind: knowledge.ContactPhone, Value: "0999 1"},
		}},
	}
	tests := map[string]struct {
		kind              knowledge.ChannelKind
		description, want string
	}{
		"only its kind":                       {knowledge.ChannelPEC, "Via PEC.", "PEC: boschi@pec.example"},
		"its kind, to the municipality":       {knowledge.ChannelPEC, "Per PEC al Comune.", "PEC: boschi@pec.example"},
		"with a remark":                       {knowledge.ChannelPEC, "Con il modulo firmato.", "PEC: boschi@pec.example (con il modulo firmato)"},
		"an address of its own":               {knowledge.ChannelPEC, "All'indirizzo suap@pec.example.", "All'indirizzo suap@pec.example."},
		"somebody else's":                     {knowledge.ChannelPEC, "Per PEC alla Prefettura.", "PEC: per PEC alla Prefettura."},
		"the office itself":                   {knowledge.ChannelPhone, "Per telefono ai boschi, all'ufficio boschi.", "Telefono: 0999 1 (per telefono ai boschi, all'ufficio boschi)"},
		"a number in full":                    {knowledge.ChannelPhone, "Allo 0999 999100.", "Allo 0999 999100."},
		"the office has none":                 {knowledge.ChannelEmail, "SPID e modulo.", "E-mail: SPID e modulo."},
		"nothing is written":                  {knowledge.ChannelEmail, "", "E-mail: da chiedere all'ufficio"},
		"a desk is told in the sheet's words": {knowledge.ChannelDesk, "al banco", "Al banco"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := channelWords(knowledge.Channel{Kind: tt.kind, Description: tt.description}, office)
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// ways gives the hamlet's service ways in.
func ways(channels ...knowledge.Channel) func(*knowledge.Facts) {
	return func(facts *knowledge.Facts) {
		facts.ServiceAccess = []knowledge.Fact[knowledge.ServiceAccess]{always("legna", knowledge.ServiceAccess{Channels: knowledge.Some(channels)})}
	}
}

func TestADeskThatStandsElsewhereIsToldFirst(t *testing.T) {
	t.Parallel()
	charter := hamlet(t, ways(
		knowledge.Channel{Item: knowledge.Item{Key: "a"}, Kind: knowledge.ChannelDesk, Description: "Al magazzino di Via dei Boschi 9."},
		knowledge.Channel{Item: knowledge.Item{Key: "b"}, Kind: knowledge.ChannelPhone, Description: "Allo 0999 1."},
	))
	want := []string{
		"Raccolta della legna: ecco dove andare.", "Dove si va: Al magazzino di Via dei Boschi 9.",
		"Ufficio che se ne occupa: Segreteria", "Sede: Municipio, Via Unica 1", "Piano e stanza: piano terra, stanza 1",
	}
	if diff := cmp.Diff(want, words(ask(charter, nlu.AspectWhere))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestLinksAreToldApart(t *testing.T) {
	t.Parallel()
	online := func(key, description, url string) knowledge.Channel {
		return knowledge.Channel{Item: knowledge.Item{Key: key}, Kind: knowledge.ChannelOnline, Description: description, URL: url}
	}
	charter := hamlet(t, ways(
		online("a", "Per chiedere il permesso.", "https://a.example/1"),
		online("b", "Per rinnovarlo.", "https://a.example/2"),
		online("c", "Per la mappa.", "https://b.example/"),
	))
	var titles []string
	for _, block := range ask(charter, nlu.AspectHow).Blocks {
		if link, ok := block.(Link); ok && strings.HasPrefix(link.URL, "https:") {
			titles = append(titles, link.Title)
		}
	}
	want := []string{"Per chiedere il permesso (a.example)", "Per rinnovarlo (a.example)", "Vai al servizio online (b.example)"}
	if diff := cmp.Diff(want, titles); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestTheCostInOneLine(t *testing.T) {
	t.Parallel()
	charter := hamlet(t, fees(knowledge.ServiceFees{Fees: knowledge.Some([]knowledge.Fee{
		{Item: knowledge.Item{Key: "a"}, Name: "Permesso", Amount: ptr(knowledge.Euro(0)), Condition: "per i residenti"},
	})}))
	if said := words(ask(charter)); !strings.Contains(strings.Join(said, "\n"), "Costo: gratuito (per i residenti)") {
		t.Errorf("the cost is not told with its condition: %q", said)
	}
}
