package cittaclick_test

import (
	"bytes"
	"fmt"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v3"
)

// publicCode is what the publiccode.yml standard 0.5 knows and this repository
// uses: a key that is not here is refused when the file is read.
type publicCode struct {
	Version           string                     `yaml:"publiccodeYmlVersion"`
	Name              string                     `yaml:"name"`
	URL               string                     `yaml:"url"`
	LandingURL        string                     `yaml:"landingURL"`
	Platforms         []string                   `yaml:"platforms"`
	Categories        []string                   `yaml:"categories"`
	DevelopmentStatus string                     `yaml:"developmentStatus"`
	SoftwareType      string                     `yaml:"softwareType"`
	IntendedAudience  map[string][]string        `yaml:"intendedAudience"`
	Description       map[string]publicCodeWords `yaml:"description"`
	Legal             struct {
		License string `yaml:"license"`
	} `yaml:"legal"`
	Maintenance struct {
		Type        string              `yaml:"type"`
		Contacts    []map[string]string `yaml:"contacts"`
		Contractors []map[string]string `yaml:"contractors"`
	} `yaml:"maintenance"`
	Localisation struct {
		Ready     *bool    `yaml:"localisationReady"`
		Languages []string `yaml:"availableLanguages"`
	} `yaml:"localisation"`
	DependsOn map[string][]map[string]string `yaml:"dependsOn"`
	IT        *struct {
		ExtensionVersion string          `yaml:"countryExtensionVersion"`
		Platforms        map[string]bool `yaml:"piattaforme"`
	} `yaml:"IT"`
}

type publicCodeWords struct {
	LocalisedName    string   `yaml:"localisedName"`
	ShortDescription string   `yaml:"shortDescription"`
	LongDescription  string   `yaml:"longDescription"`
	Features         []string `yaml:"features"`
}

var (
	// languageTag is the part of BCP 47 that a municipality needs: it, de-IT, sl-IT-nedis.
	languageTag = regexp.MustCompile(`^[a-z]{2,3}(-[A-Z]{2})?(-[a-z0-9]{5,8})?$`)
	countryCode = regexp.MustCompile(`^[A-Z]{2}$`)
)

func TestPublicCodeMeetsTheStandard(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("publiccode.yml")
	if err != nil {
		t.Fatalf("read: %v", err)
	}
	code, err := parsePublicCode(data)
	if err != nil {
		t.Fatalf("parse: %v", err)
	}
	for _, problem := range code.problems() {
		t.Error(problem)
	}
	for _, language := range []string{"it", "en"} {
		if _, ok := code.Description[language]; !ok {
			t.Errorf("description has no %q", language)
		}
	}
}

func TestPublicCodeNamesThisLicence(t *testing.T) {
	t.Parallel()
	licence, err := os.ReadFile("LICENSE")
	if err != nil {
		t.Fatalf("read: %v", err)
	}
	for _, want := range []string{"EUROPEAN UNION PUBLIC LICENCE v. 1.2", "15.Applicable Law", "require the production of a new EUPL version."} {
		if !strings.Contains(string(licence), want) {
			t.Errorf("LICENSE does not hold %q: the text is not whole", want)
		}
	}
}

func TestPublicCodeProblems(t *testing.T) {
	t.Parallel()
	const valid = `
publiccodeYmlVersion: "0.5.0"
name: Prova
url: "https://example.org/prova.git"
platforms: [web]
developmentStatus: beta
softwareType: standalone/web
description: {it: {shortDescription: Prova, longDescription: "LONG", features: [una]}}
legal: {license: EUPL-1.2}
maintenance: {type: community, contacts: [{name: Ada Prova}]}
localisation: {localisationReady: true, availableLanguages: [it]}
`
	tests := map[string]struct {
		replace, with string
		want          []string
	}{
		"a valid file has none":                     {},
		"the version is one that tools read":        {`"0.5.0"`, `"9"`, []string{`publiccodeYmlVersion: "9" is not allowed`}},
		"the name is mandatory":                     {"name: Prova", "name: ''", []string{"name is missing"}},
		"the URL is absolute":                       {"https://example.org/prova.git", "prova.git", []string{`url: "prova.git" is not an absolute http(s) URL`}},
		"a platform is mandatory":                   {"[web]", "[]", []string{"platforms is missing"}},
		"the status comes from the list":            {"beta", "ready", []string{`developmentStatus: "ready" is not allowed`}},
		"the type comes from the list":              {"standalone/web", "web", []string{`softwareType: "web" is not allowed`}},
		"the short description has 150 characters":  {"shortDescription: Prova", "shortDescription: " + strings.Repeat("à", 151), []string{"description/it/shortDescription has 151 characters, want 1 to 150"}},
		"the long description has 150 at least":     {strings.Repeat("a", 150), "breve", []string{"description/it/longDescription has 5 characters, want 150 to 10000"}},
		"a feature is mandatory":                    {"[una]", "[]", []string{"description/it/features is missing"}},
		"a description's key is a language":         {"{it: {", "{Italiano: {", []string{`description: "Italiano" is not a language tag`}},
		"the licence is the repository's":           {"EUPL-1.2", "EUPL", []string{`legal/license: "EUPL" is not allowed`}},
		"a community names a contact":               {"[{name: Ada Prova}]", "[]", []string{"maintenance/contacts is missing"}},
		"a contact has a name":                      {"name: Ada Prova", "email: ada@example.org", []string{"maintenance/contacts: a contact has no name"}},
		"a contract names a contractor":             {"community", "contract", []string{"maintenance/contractors is missing"}},
		"whether it can be localised is said":       {"localisationReady: true, ", "", []string{"localisation/localisationReady is missing"}},
		"an available language is a language tag":   {"availableLanguages: [it]", "availableLanguages: [italiano]", []string{`localisation/availableLanguages: "italiano" is not a language tag`}},
		"an available language is mandatory":        {"availableLanguages: [it]", "availableLanguages: []", []string{"localisation/availableLanguages is missing"}},
		"the Italian section has its fixed version": {"name: Prova", "name: Prova\nIT: {countryExtensionVersion: '2'}", []string{`IT/countryExtensionVersion: "2" is not allowed`}},
		"a category comes from the vocabulary":      {"name: Prova", "name: Prova\ncategories: [chatbot]", []string{`categories: "chatbot" is not allowed`}},
		"a country is written in capitals":          {"name: Prova", "name: Prova\nintendedAudience: {countries: [it]}", []string{`intendedAudience/countries: "it" is not a country code`}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			text := strings.Replace(valid, "LONG", strings.Repeat("a", 150), 1)
			code, err := parsePublicCode([]byte(strings.Replace(text, tt.replace, tt.with, 1)))
			if err != nil {
				t.Fatalf("parse: %v", err)
			}
			if diff := cmp.Diff(tt.want, code.problems()); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
		})
	}
}

func parsePublicCode(data []byte) (publicCode, error) {
	var code publicCode
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	decoder.KnownFields(true)
	if err := decoder.Decode(&code); err != nil {
		return publicCode{}, fmt.Errorf("decode publiccode.yml: %w", err)
	}
	return code, nil
}

// problems says what the standard requires and the file does not hold.
// Values are those of the standard's vocabularies, as far as they may apply here.
func (c publicCode) problems() []string {
	p := &problemList{}
	p.oneOf("publiccodeYmlVersion", c.Version, "0", "0.5", "0.5.0")
	p.present("name", c.Name != "")
	p.absoluteURL("url", c.URL)
	if c.LandingURL != "" {
		p.absoluteURL("landingURL", c.LandingURL)
	}
	p.present("platforms", len(c.Platforms) > 0)
	for _, category := range c.Categories {
		p.oneOf("categories", category, "communications", "content-management", "customer-service-and-support",
			"digital-citizenship", "document-management", "e-signature", "instant-messaging", "knowledge-management",
			"online-booking", "service-desk", "visitor-management", "workflow-management")
	}
	p.oneOf("developmentStatus", c.DevelopmentStatus, "concept", "development", "beta", "stable", "obsolete")
	p.oneOf("softwareType", c.SoftwareType, "standalone/mobile", "standalone/iot", "standalone/desktop",
		"standalone/web", "standalone/backend", "standalone/other", "addon", "library", "configurationFiles")
	c.audienceProblems(p)
	c.descriptionProblems(p)
	p.oneOf("legal/license", c.Legal.License, "EUPL-1.2")
	c.maintenanceProblems(p)
	p.present("localisation/localisationReady", c.Localisation.Ready != nil)
	p.present("localisation/availableLanguages", len(c.Localisation.Languages) > 0)
	for _, language := range c.Localisation.Languages {
		p.matches("localisation/availableLanguages", language, languageTag, "language tag")
	}
	if c.IT != nil {
		p.oneOf("IT/countryExtensionVersion", c.IT.ExtensionVersion, "1.0")
		for platform := range c.IT.Platforms {
			p.oneOf("IT/piattaforme", platform, "spid", "cie", "anpr", "pagopa", "io")
		}
	}
	return p.found
}

func (c publicCode) audienceProblems(p *problemList) {
	for _, country := range c.IntendedAudience["countries"] {
		p.matches("intendedAudience/countries", country, countryCode, "country code")
	}
	for _, scope := range c.IntendedAudience["scope"] {
		p.oneOf("intendedAudience/scope", scope, "culture", "education", "environment", "infrastructures",
			"local-authorities", "society", "tourism", "transportation", "welfare")
	}
}

func (c publicCode) descriptionProblems(p *problemList) {
	p.present("description", len(c.Description) > 0)
	for language, words := range c.Description {
		p.matches("description", language, languageTag, "language tag")
		if !languageTag.MatchString(language) {
			continue
		}
		p.length("description/"+language+"/shortDescription", words.ShortDescription, 1, 150)
		p.length("description/"+language+"/longDescription", words.LongDescription, 150, 10000)
		p.present("description/"+language+"/features", len(words.Features) > 0)
	}
}

func (c publicCode) maintenanceProblems(p *problemList) {
	p.oneOf("maintenance/type", c.Maintenance.Type, "internal", "contract", "community", "none")
	if slices.Contains([]string{"internal", "community"}, c.Maintenance.Type) {
		p.present("maintenance/contacts", len(c.Maintenance.Contacts) > 0)
		for _, contact := range c.Maintenance.Contacts {
			if contact["name"] == "" {
				p.add("maintenance/contacts: a contact has no name")
			}
		}
	}
	if c.Maintenance.Type == "contract" {
		p.present("maintenance/contractors", len(c.Maintenance.Contractors) > 0)
	}
}

// problemList gathers what is wrong, each line beginning with the key.
type problemList struct{ found []string }

func (p *problemList) add(format string, args ...any) {
	p.found = append(p.found, fmt.Sprintf(format, args...))
}

func (p *problemList) present(key string, ok bool) {
	if !ok {
		p.add("%s is missing", key)
	}
}

func (p *problemList) oneOf(key, value string, allowed ...string) {
	if !slices.Contains(allowed, value) {
		p.add("%s: %q is not allowed", key, value)
	}
}

func (p *problemList) matches(key, value string, pattern *regexp.Regexp, what string) {
	if !pattern.MatchString(value) {
		p.add("%s: %q is not a %s", key, value, what)
	}
}

func (p *problemList) length(key, value string, least, most int) {
	if n := utf8.RuneCountInString(strings.TrimSpace(value)); n < least || n > most {
		p.add("%s has %d characters, want %d to %d", key, n, least, most)
	}
}

func (p *problemList) absoluteURL(key, value string) {
	u, err := url.Parse(value)
	if err != nil || u.Host == "" || !slices.Contains([]string{"http", "https"}, u.Scheme) {
		p.add("%s: %q is not an absolute http(s) URL", key, value)
	}
}
