package bot

import "strings"

// otherLanguages says, in the languages that the understanding recognises, that
// the assistant speaks Italian and where a person is to be found; %s is the
// contact of the desk.
var otherLanguages = map[string]string{
	"en": "I can only answer in Italian for now. To speak to a person: %s.",
	"fr": "Pour l'instant je ne réponds qu'en italien. Pour parler à une personne : %s.",
	"es": "Por ahora solo respondo en italiano. Para hablar con una persona: %s.",
	"de": "Im Moment antworte ich nur auf Italienisch. Für ein Gespräch mit einer Person: %s.",
	"ro": "Deocamdată răspund doar în italiană. Pentru a vorbi cu o persoană: %s.",
	"sq": "Tani për tani përgjigjem vetëm në italisht. Për të folur me një person: %s.",
}

// otherLanguage answers a message in another language: one sentence in it, and
// the way to a person.
func (a *answer) otherLanguage() {
	a.reply.Ending = EndUnknownLanguage
	text, ok := otherLanguages[a.u.Language]
	if !ok {
		a.say("Rispondo solo in italiano.")
		a.offerPerson()
		return
	}
	a.reply.Language = a.u.Language
	town := a.view.Municipality()
	desk := joined(", ", town.Name, town.Switchboard, town.Email)
	if office, ok := a.view.Office(urp); ok {
		desk = a.reachAbroad(office.Name)
	}
	a.say(strings.Replace(text, "%s", desk, 1))
}

// reachAbroad names the desk with its number and addresses, without words that
// would need translating.
func (a *answer) reachAbroad(name string) string {
	office, _ := a.view.Office(urp)
	if translated := office.Translations[a.u.Language].Name; translated != "" {
		name = translated
	}
	street := ""
	if p, ok := placeOf(a.view, office); ok {
		street = p.building.Address
	}
	return joined(", ", name, firstContact(office, "telefono"), firstContact(office, "email"), street)
}
