package lint

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/cittaclick/cittaclick/knowledge"
)

// aliases holds that a name leads to one service: whoever writes just that must
// not be sent to whichever comes first.
func (c *checker) aliases(all []*knowledge.Service) {
	titles, owners := make(map[string]*knowledge.Service), make(map[string]*knowledge.Service)
	for _, s := range all {
		titles[plain(s.Title.Value)] = s
	}
	for _, s := range all {
		local, _ := c.layers.sheets.on(string(s.ID), knowledge.LayerLocal, c.day)
		for _, alias := range s.Aliases.Value {
			name, at := plain(alias), servicePlace(home(says(local.Aliases, alias)), s.ID)
			switch first, taken := owners[name]; {
			case taken && first == s:
				c.add(SeverityWarning, RuleAliases, at, "alias", "«%s» è scritto due volte", alias)
			case taken:
				c.add(SeverityError, RuleAliases, at, "alias", "«%s» è già un alias del servizio %s", alias, first.ID)
			}
			owners[name] = cmp.Or(owners[name], s)
			if other, ok := titles[name]; ok && other != s {
				c.add(SeverityError, RuleAliases, at, "alias", "«%s» è il titolo del servizio %s", alias, other.ID)
			}
		}
	}
	c.otherNames(titles, owners)
}

// otherNames tells the names that lead to a service and to another body or a
// life event.
func (c *checker) otherNames(titles, owners map[string]*knowledge.Service) {
	shared := func(aliases, local []string, at func(knowledge.Layer) place) {
		for _, alias := range aliases {
			if s := cmp.Or(owners[plain(alias)], titles[plain(alias)]); s != nil {
				c.add(SeverityWarning, RuleAliases, at(home(slices.Contains(local, alias))), "alias", "«%s» porta anche al servizio %s", alias, s.ID)
			}
		}
	}
	for _, m := range c.view.Matters() {
		local, _ := c.layers.matters.on(string(m.ID), knowledge.LayerLocal, c.day)
		shared(append(slices.Clone(m.Aliases.Value), m.Title.Value), local.Aliases.Value,
			func(layer knowledge.Layer) place { return matterPlace(layer, m.ID) })
	}
	for _, e := range c.view.LifeEvents() {
		local, _ := c.layers.events.on(string(e.ID), knowledge.LayerLocal, c.day)
		shared(append(slices.Clone(e.Aliases.Value), e.Title.Value), local.Aliases.Value,
			func(layer knowledge.Layer) place { return eventPlace(layer, e.ID) })
	}
}

// confusable tells the services of which the assistant, asked by their own
// title or alias, would answer about another. The office that answers for the
// service is no other.
func (c *checker) confusable() {
	if c.Matcher == nil {
		return
	}
	for _, s := range c.view.Services() {
		local, _ := c.layers.sheets.on(string(s.ID), knowledge.LayerLocal, c.day)
		taken := make(map[misreading][]string)
		for _, name := range append([]string{s.Title.Value}, s.Aliases.Value...) {
			target := c.Matcher.Answers(name)
			if target != "" && target != "svc:"+string(s.ID) && target != "office:"+string(s.Office.Value) {
				to := misreading{home(says(local.Aliases, name) || name == local.Title.Value), target}
				taken[to] = append(taken[to], "«"+name+"»")
			}
		}
		for to, names := range taken {
			c.add(SeverityWarning, RuleConfusable, servicePlace(to.layer, s.ID), "alias",
				"chi scrive %s viene portato a %s", strings.Join(names, ", "), to.target)
		}
	}
}

// misreading is where names of a layer lead instead of to their service.
type misreading struct {
	layer  knowledge.Layer
	target string
}

// plain writes a name as it is compared: lower case, without accents and marks.
func plain(name string) string { return strings.Join(plainWords(name), " ") }

func plainWords(text string) []string {
	return strings.FieldsFunc(foldAccents(strings.ToLower(text)), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
}

func foldAccents(text string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case 'à', 'á':
			return 'a'
		case 'è', 'é':
			return 'e'
		case 'ì', 'í':
			return 'i'
		case 'ò', 'ó':
			return 'o'
		case 'ù', 'ú':
			return 'u'
		}
		return r
	}, text)
}

// plural writes a count with its noun.
func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
