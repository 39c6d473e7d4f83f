package site_test

import (
	"encoding/json"
	"flag"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew")

// modelIndex is what the validator of the municipalities' model (criterion
// C.SI.1.3) looks for in the index of a service's page, in this order.
var modelIndex = []string{
	"A chi è rivolto", "Come fare", "Cosa serve", "Cosa si ottiene", "Tempi e scadenze",
	"Accedi al servizio", "Condizioni di servizio", "Contatti",
}

// modelElements are the parts that must hold at least three characters.
var modelElements = []string{
	"service-title", "service-description", "service-status", "service-addressed", "service-how-to", "service-needed",
	"service-achieved", "service-calendar-text", "service-generic-access", "service-file", "service-area", "service-topic",
}

func TestEveryServiceKeepsToTheMunicipalitiesModel(t *testing.T) {
	t.Parallel()
	town := open(t, nil)
	services := slices.DeleteFunc(addresses(t, town), func(a string) bool { return !strings.HasPrefix(a, "/servizi/") })
	if len(services) < 100 {
		t.Fatalf("there are %d services: a charter has more", len(services))
	}
	for _, address := range services {
		p := town.get(address).status(http.StatusOK)
		for _, problem := range against(p) {
			t.Errorf("%s: %s", address, problem)
		}
	}
}

// against lists what the validator would complain of.
func against(p *page) []string {
	var problems []string
	root := p.read()
	for _, name := range modelElements {
		found := root.all(element(name))
		if len(found) == 0 || len(found[0].words()) < 3 {
			problems = append(problems, "no "+name)
		}
	}
	if topics := root.all(element("service-topic")); len(topics) == 1 && len(topics[0].all(named("a"))) == 0 {
		problems = append(problems, "no topic that leads anywhere")
	}
	var index []string
	for _, list := range root.all(element("page-index")) {
		for _, item := range list.children { // the validator takes only «> li > a»
			if text := item.words(); slices.Contains(modelIndex, text) && len(item.children) == 1 && item.children[0].name == "a" {
				index = append(index, text)
			}
		}
	}
	if diff := cmp.Diff(modelIndex, index); diff != "" {
		problems = append(problems, "index (-want +got):\n"+diff)
	}
	return append(problems, slices.Concat(crumbs(root), metatag(root))...)
}

// crumbs checks that the category follows "Servizi" in the breadcrumb.
func crumbs(root *node) []string {
	var names []string
	for _, list := range root.all(element("breadcrumb")) {
		for _, item := range list.all(named("li")) {
			names = append(names, item.words())
		}
	}
	if i := slices.Index(names, "Servizi"); i < 0 || i+1 >= len(names)-1 || len(names[i+1]) < 3 {
		return []string{"breadcrumb without a category after «Servizi»: " + strings.Join(names, " / ")}
	}
	return nil
}

// metatag checks the keys of recommendation R.SI.1.1.
func metatag(root *node) []string {
	found := root.all(element("metatag"))
	if len(found) != 1 {
		return []string{"not one metatag"}
	}
	var data struct {
		Name, ServiceType string
		ServiceOperator   struct{ Name string }
		AreaServed        struct{ Name string }
		Audience          struct{ AudienceType string }
		AvailableChannel  struct {
			ServiceURL      string `json:"serviceUrl"`
			ServiceLocation struct {
				Name    string
				Address struct{ StreetAddress, PostalCode, AddressLocality string }
			}
		}
	}
	if err := json.Unmarshal([]byte(found[0].text), &data); err != nil {
		return []string{"metatag: " + err.Error()}
	}
	at := data.AvailableChannel.ServiceLocation
	var problems []string
	for key, value := range map[string]string{
		"name": data.Name, "serviceType": data.ServiceType, "serviceOperator.name": data.ServiceOperator.Name,
		"areaServed.name": data.AreaServed.Name, "audience.audienceType": data.Audience.AudienceType,
		"serviceUrl": data.AvailableChannel.ServiceURL, "serviceLocation.name": at.Name,
		"streetAddress": at.Address.StreetAddress, "postalCode": at.Address.PostalCode, "addressLocality": at.Address.AddressLocality,
	} {
		if value == "" {
			problems = append(problems, "metatag without "+key)
		}
	}
	return problems
}

func TestTheFrameHasWhatTheValidatorLooksFor(t *testing.T) {
	t.Parallel()
	town := open(t, nil)
	for address, names := range map[string][]string{
		"/":                       {"main-navigation", "all-services", "management", "custom-submenu", "service-category-link", "accessibility-link", "privacy-policy-link", "legal-notes", "contacts", "report-inefficiency"},
		"/servizi":                {"service-category-link", "service-link", "breadcrumb"},
		"/servizi/carta-identita": {"service-booking-access"},
		"/servizi/accesso-atti":   {"service-online-access"},
		"/note-legali":            {"legal-notes-section", "legal-notes-body"},
	} {
		root := town.get(address).status(http.StatusOK).read()
		for _, name := range names {
			if len(root.all(element(name))) == 0 {
				t.Errorf("%s: no element %s", address, name)
			}
		}
	}
}

// TestStructuredDataIsAsReviewed: what search engines are told of one thing of
// each kind.
func TestStructuredDataIsAsReviewed(t *testing.T) {
	t.Parallel()
	town := open(t, nil)
	var got strings.Builder
	for _, address := range []string{"/", "/servizi/carta-identita", "/uffici/anagrafe", "/sedi/palazzo-comunale"} {
		got.WriteString("=== " + address + "\n")
		for _, n := range town.get(address).read().all(func(n *node) bool { return n.attrs["type"] == "application/ld+json" }) {
			var data any
			if err := json.Unmarshal([]byte(n.text), &data); err != nil {
				t.Fatal(err)
			}
			pretty, err := json.MarshalIndent(data, "", "  ")
			if err != nil {
				t.Fatal(err)
			}
			got.Write(append(pretty, '\n'))
		}
	}
	const golden = "testdata/linked.txt"
	if *update {
		if err := os.WriteFile(golden, []byte(got.String()), 0o644); err != nil { //nolint:gosec // read by everyone
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got.String()); diff != "" {
		t.Errorf("structured data differs (-want +got); if it is better so, run the test with -update:\n%s", diff)
	}
}
