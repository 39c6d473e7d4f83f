package site

import (
	"cmp"
	"slices"

	"github.com/cittaclick/cittaclick/bot"
	"github.com/cittaclick/cittaclick/channels/internal/look"
	"github.com/cittaclick/cittaclick/knowledge"
)

// schemaOrg is the vocabulary of the structured data (JSON-LD).
const schemaOrg = "https://schema.org"

type breadcrumbList struct {
	Context string     `json:"@context"`
	Type    string     `json:"@type"`
	Items   []listItem `json:"itemListElement"`
}

type listItem struct {
	Type     string `json:"@type"`
	Position int    `json:"position"`
	Name     string `json:"name"`
	Item     string `json:"item,omitempty"`
}

type organization struct {
	Type string `json:"@type"`
	Name string `json:"name"`
	URL  string `json:"url,omitempty"`
}

type postalAddress struct {
	Type       string `json:"@type"`
	Street     string `json:"streetAddress,omitempty"`
	PostalCode string `json:"postalCode,omitempty"`
	Locality   string `json:"addressLocality,omitempty"`
	Country    string `json:"addressCountry"`
}

type geoCoordinates struct {
	Type      string  `json:"@type"`
	Latitude  float64 `json:"latitude"`
	Longitude float64 `json:"longitude"`
}

// place is a Place, a GovernmentOffice, a GovernmentOrganization: what stands
// somewhere and can be reached.
type place struct {
	Context   string          `json:"@context,omitempty"`
	Type      string          `json:"@type"`
	Name      string          `json:"name"`
	URL       string          `json:"url,omitempty"`
	About     string          `json:"description,omitempty"`
	Address   *postalAddress  `json:"address,omitempty"`
	Geo       *geoCoordinates `json:"geo,omitempty"`
	Telephone []string        `json:"telephone,omitempty"`
	Email     []string        `json:"email,omitempty"`
	Parent    *organization   `json:"parentOrganization,omitempty"`
	Hours     []openingHours  `json:"openingHoursSpecification,omitempty"`
	Special   []openingHours  `json:"specialOpeningHoursSpecification,omitempty"`
}

type audience struct {
	Type string `json:"@type"`
	Name string `json:"audienceType"`
}

type serviceChannel struct {
	Type      string   `json:"@type"`
	URL       string   `json:"serviceUrl"`
	Location  place    `json:"serviceLocation"`
	Languages []string `json:"availableLanguage"`
}

// governmentService has the keys that the validator of the municipalities' model
// asks for (recommendation R.SI.1.1).
type governmentService struct {
	Context    string         `json:"@context"`
	Type       string         `json:"@type"`
	Name       string         `json:"name"`
	Other      []string       `json:"alternateName,omitempty"`
	About      string         `json:"description,omitempty"`
	URL        string         `json:"url"`
	Kind       string         `json:"serviceType"`
	Operator   organization   `json:"serviceOperator"`
	Provider   organization   `json:"provider"`
	Area       organization   `json:"areaServed"`
	Audience   audience       `json:"audience"`
	Channel    serviceChannel `json:"availableChannel"`
	Outcome    string         `json:"serviceOutput,omitempty"`
	Hours      []openingHours `json:"hoursAvailable,omitempty"`
	Conditions string         `json:"termsOfService"`
}

func breadcrumbOf(base, canonical string, trail []look.Crumb) breadcrumbList {
	list := breadcrumbList{schemaOrg, "BreadcrumbList", []listItem{{"ListItem", 1, "Home", base + "/"}}}
	for _, crumb := range trail {
		item := canonical
		if crumb.Path != "" {
			item = base + crumb.Path
		}
		list.Items = append(list.Items, listItem{"ListItem", len(list.Items) + 1, crumb.Name, item})
	}
	return list
}

func (v *visit) town() organization {
	return organization{"GovernmentOrganization", cmp.Or(v.view.Municipality().Name, "Comune"), v.base + "/"}
}

func townAddress(town knowledge.MunicipalityProfile) *postalAddress {
	return &postalAddress{"PostalAddress", town.Address, town.PostalCode, town.ShortName, "IT"}
}

func linkedTown(v *visit) place {
	town := v.view.Municipality()
	return place{
		Context: schemaOrg, Type: "GovernmentOrganization", Name: v.town().Name, URL: v.base + "/", Address: townAddress(town),
		Telephone: nonEmpty(town.Switchboard), Email: nonEmpty(town.Email, town.PEC),
	}
}

// linkedService tells search engines of a service. What the charter does not
// know is told of the municipality as a whole: its town hall, its site.
func linkedService(v *visit, s *knowledge.Service) governmentService {
	town := v.town()
	linked := governmentService{
		Context: schemaOrg, Type: "GovernmentService", Name: s.Title.Value, Other: s.Aliases.Value, About: s.Summary.Value,
		URL: v.base + serviceLink(s).Path, Kind: knowledge.TopicOf(s.Topic.Value).Name,
		Operator: town, Provider: town, Area: organization{Type: "AdministrativeArea", Name: cmp.Or(v.view.Municipality().ShortName, town.Name)},
		Audience: audience{"Audience", cmp.Or(s.Audience.Value, s.Eligibility.Value, "Chiunque")},
		Channel: serviceChannel{
			Type: "ServiceChannel", URL: v.base + serviceLink(s).Path, Languages: []string{"it"},
			Location: place{Type: "Place", Name: town.Name, Address: townAddress(v.view.Municipality())},
		},
		Outcome: s.Outcome.Value, Conditions: v.base + "/note-legali#condizioni-di-servizio",
	}
	if online := slices.IndexFunc(s.Channels.Value, func(c knowledge.Channel) bool { return c.Kind == knowledge.ChannelOnline && c.URL != "" }); online >= 0 {
		linked.Channel.URL = s.Channels.Value[online].URL
	}
	if office, ok := v.view.Office(s.Office.Value); ok {
		linked.Operator = organization{"GovernmentOffice", office.Name, v.base + officeLink(office).Path}
		if at, ok := bot.PlaceOf(v.view, office); ok {
			linked.Channel.Location = place{Type: "Place", Name: at.Building.Name, Address: buildingAddress(at.Building)}
		}
	}
	linked.Hours, _ = specificationsOf(v.view, v.view.Charter().ServiceHours(s.ID), v.view.DeskSchedule(s))
	return linked
}

func linkedOffice(v *visit, o *knowledge.Office) place {
	town := v.town()
	linked := place{
		Context: schemaOrg, Type: "GovernmentOffice", Name: o.Name, URL: v.base + officeLink(o).Path, About: o.Description,
		Parent:    &town,
		Telephone: contactsOf(o, knowledge.ContactPhone), Email: append(contactsOf(o, knowledge.ContactEmail), contactsOf(o, knowledge.ContactPEC)...),
	}
	if at, ok := bot.PlaceOf(v.view, o); ok {
		linked.Address, linked.Geo = buildingAddress(at.Building), geoOf(at.Building)
	}
	linked.Hours, linked.Special = specificationsOf(v.view, v.view.Charter().OfficeHours(o.ID), o.Schedule)
	return linked
}

func linkedBuilding(v *visit, b *knowledge.Building) place {
	linked := place{
		Context: schemaOrg, Type: "GovernmentBuilding", Name: b.Name, URL: v.base + buildingLink(b).Path,
		Address: buildingAddress(b), Geo: geoOf(b),
	}
	linked.Hours, linked.Special = specificationsOf(v.view, v.view.Charter().BuildingHours(b.ID), b.Schedule)
	return linked
}

func buildingAddress(b *knowledge.Building) *postalAddress {
	return &postalAddress{"PostalAddress", b.Address, b.PostalCode, b.Locality, "IT"}
}

func geoOf(b *knowledge.Building) *geoCoordinates {
	if b.Latitude == 0 && b.Longitude == 0 {
		return nil
	}
	return &geoCoordinates{"GeoCoordinates", b.Latitude, b.Longitude}
}

func contactsOf(o *knowledge.Office, kind knowledge.ContactKind) []string {
	var values []string
	for _, c := range o.Contacts {
		if c.Kind == kind {
			values = append(values, c.Value)
		}
	}
	return values
}

func nonEmpty(values ...string) []string {
	return slices.DeleteFunc(values, func(value string) bool { return value == "" })
}
