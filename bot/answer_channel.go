package bot

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/cittaclick/cittaclick/knowledge"
)

// channels lists the ways in, with the links that lead there.
func (a *answer) channels(s subject) bool {
	items := make([]string, 0, len(s.service.Channels.Value))
	for _, c := range s.service.Channels.Value {
		items = append(items, channelWords(c, s.office))
	}
	known := a.list("Dove si chiede", items)
	a.channelLinks(s.service.Channels.Value)
	return known
}

// channelWords tells one way in. What is written or called needs a number or an
// address: without one in the description, the office's own.
func channelWords(c knowledge.Channel, office *knowledge.Office) string {
	kind, remote := remoteContact(c.Kind)
	if !remote || hasAddress(c.Kind, c.Description) {
		return capitalised(firstOf(c.Description, string(c.Kind)))
	}
	label := ContactLabel(kind) + ": "
	value := firstContact(office, kind)
	switch {
	case value == "" || toSomebodyElse(c.Description, office):
		return label + firstOf(lowered(c.Description), "da chiedere all'ufficio")
	case onlyTheKind.MatchString(c.Description):
		return label + value
	default:
		return label + bracketed(value, lowered(c.Description))
	}
}

// remoteContact is the kind of contact that a channel from afar needs.
func remoteContact(kind knowledge.ChannelKind) (knowledge.ContactKind, bool) {
	switch kind {
	case knowledge.ChannelPEC:
		return knowledge.ContactPEC, true
	case knowledge.ChannelEmail:
		return knowledge.ContactEmail, true
	case knowledge.ChannelPhone:
		return knowledge.ContactPhone, true
	default:
		return "", false
	}
}

var (
	onlyTheKind = regexp.MustCompile(`(?i)^(?:(?:per|via|tramite|con)\s+)?(?:(?:posta\s+)?(?:pec|e-?mail|elettronica)|telefono)?(?:\s+al comune)?\.?$`)
	recipient   = regexp.MustCompile(`(?i)(?:^|\s)(?:(?:al|allo|alla|ai|agli|alle)\s|all['’])`)
	phoneDigits = regexp.MustCompile(`\d{3}`)
	// street is a street with its number, as addresses are written in sheets.
	street = regexp.MustCompile(`\b(?:[Vv]ia|[Vv]iale|[Pp]iazza|[Pp]iazzale|[Cc]orso|[Ll]argo|[Ss]trada|[Vv]icolo|[Cc]ontrada)\s+\p{Lu}?[^,.;]*?\s\d+`)
)

func hasAddress(kind knowledge.ChannelKind, description string) bool {
	if kind == knowledge.ChannelPhone {
		return phoneDigits.MatchString(description)
	}
	return strings.Contains(description, "@")
}

// toSomebodyElse tells whether a description names a recipient other than the
// office, whose addresses would then be wrong.
func toSomebodyElse(description string, office *knowledge.Office) bool {
	said := strings.ToLower(description)
	name := strings.TrimPrefix(strings.ToLower(office.Name), "ufficio ")
	return recipient.MatchString(description) && !strings.Contains(said, "al comune") && !strings.Contains(said, name)
}

// channelLinks adds the pages, told apart by what they are for.
func (a *answer) channelLinks(channels []knowledge.Channel) {
	titled := make(map[string]int)
	for _, c := range channels {
		if c.URL != "" {
			titled[linkTitle(c)]++
		}
	}
	for _, c := range channels {
		title := linkTitle(c)
		if titled[title] > 1 && c.Description != "" {
			title = bracketed(unstopped(c.Description), host(c.URL))
		}
		if c.URL != "" && !a.linksTo(c.URL) {
			a.add(Link{Title: title, URL: c.URL})
		}
	}
}

// linksTo reports whether the answer has a link there already.
func (a *answer) linksTo(url string) bool {
	return slices.ContainsFunc(a.reply.Blocks, func(b Block) bool {
		link, ok := b.(Link)
		return ok && link.URL == url
	})
}

func linkTitle(c knowledge.Channel) string { return bracketed(channelTitle(c.Kind), host(c.URL)) }

func channelTitle(kind knowledge.ChannelKind) string {
	switch kind {
	case knowledge.ChannelOnline:
		return "Vai al servizio online"
	case knowledge.ChannelAppointment:
		return "Prenota un appuntamento"
	default:
		return "Apri la pagina"
	}
}

// host tells two links apart, and where one is about to go.
func host(link string) string {
	u, err := url.Parse(link)
	if err != nil {
		return ""
	}
	return u.Host
}

// desks are the ways in that one walks to.
func (s subject) desks() []string {
	if s.service == nil {
		return nil
	}
	var desks []string
	for _, c := range s.service.Channels.Value {
		switch c.Kind {
		case knowledge.ChannelDesk, knowledge.ChannelAppointment, knowledge.ChannelHome:
			if c.Description != "" {
				desks = append(desks, capitalised(c.Description))
			}
		}
	}
	return desks
}

// elsewhere tells whether a desk of the service stands at an address that is
// not that of its office: a recycling centre, a museum.
func (s subject) elsewhere(building *knowledge.Building) bool {
	for _, desk := range s.desks() {
		if at := street.FindString(desk); at != "" && !strings.Contains(desk, building.Address) {
			return true
		}
	}
	return false
}

// lowered goes on within a sentence; acronyms stay as they are.
func lowered(s string) string {
	runes := []rune(s)
	if len(runes) < 2 || !unicode.IsLower(runes[1]) && !unicode.IsSpace(runes[1]) && runes[1] != '\'' {
		return s
	}
	return string(unicode.ToLower(runes[0])) + string(runes[1:])
}
