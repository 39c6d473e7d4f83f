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

// notices tell in those languages that this is a machine, and what it keeps: the
// first sentence, then what follows when nothing is kept and when something is.
var notices = map[string][3]string{
	"en": {"I am an automatic assistant%s.", "I do not keep what you write.", "I keep for 30 days what we talk about, your last question and " +
		"those that I cannot answer, without the personal data that I recognise; then I delete everything."},
	"fr": {"Je suis un assistant automatique%s.", "Je ne conserve pas ce que vous écrivez.", "Je conserve pendant 30 jours ce dont nous parlons, votre " +
		"dernière question et celles auxquelles je ne sais pas répondre, sans les données personnelles que je reconnais ; puis j'efface tout."},
	"es": {"Soy un asistente automático%s.", "No guardo lo que escribes.", "Guardo durante 30 días de qué hablamos, tu última pregunta y las que " +
		"no sé responder, sin los datos personales que reconozco; después lo borro todo."},
	"de": {"Ich bin ein automatischer Assistent%s.", "Ich speichere nicht, was Sie schreiben.", "Ich speichere 30 Tage lang, worüber wir sprechen, Ihre " +
		"letzte Frage und die, auf die ich keine Antwort weiß, ohne die persönlichen Daten, die ich erkenne; danach lösche ich alles."},
	"ro": {"Sunt un asistent automat%s.", "Nu păstrez ce scrieți.", "Păstrez timp de 30 de zile despre ce vorbim, ultima întrebare și cele la care " +
		"nu știu să răspund, fără datele personale pe care le recunosc; apoi șterg tot."},
	"sq": {"Jam një asistent automatik%s.", "Nuk ruaj atë që shkruani.", "Ruaj për 30 ditë për çfarë flasim, pyetjen e fundit dhe ato të cilave " +
		"nuk di t'u përgjigjem, pa të dhënat personale që njoh; pastaj fshij gjithçka."},
}

// noticeIn is the notice in a language; in Italian when there is none in it.
func noticeIn(language, town string, kept bool) string {
	texts, ok := notices[language]
	if !ok {
		return notice(town, kept)
	}
	if town != "" {
		town = " (" + town + ")"
	}
	machine := strings.Replace(texts[0], "%s", town, 1)
	if kept {
		return machine + " " + texts[2]
	}
	return machine + " " + texts[1]
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
