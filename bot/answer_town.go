package bot

import (
	"strings"

	"github.com/cittaclick/cittaclick/knowledge"
	"github.com/cittaclick/cittaclick/nlu"
)

// frameConfidence is how sure a reading by the very words of a question is.
const frameConfidence = 0.9

// aboutTown answers what is asked of the municipality as such: "siete aperti il
// 24 dicembre?", "numero di telefono del comune". It does nothing, and says
// false, when the question is another or there is no URP to speak for all.
func (a *answer) aboutTown() bool {
	office, ok := a.view.Office(urp)
	asked := ofTown(a.asked())
	if !ok || len(asked) == 0 || !a.asksTown() {
		return false
	}
	s := subject{office: office}
	a.readAs(s.target(), asked)
	for _, aspect := range asked {
		a.townAspect(s, aspect)
	}
	a.reply.Ending = EndAnswered
	a.source(s.page(), s.title(), s.updatedOn())
	a.buttons(a.further(s, asked))
	return true
}

// readAs corrects the reading where the question's words say more than its
// topic, so that what follows is read by it.
func (a *answer) readAs(target nlu.Target, aspects []nlu.Aspect) {
	a.u.Target, a.u.Aspects, a.u.Decision, a.u.Reason = target, aspects, nlu.DecideAnswer, nlu.ReasonNone
	a.u.Confidence = max(a.u.Confidence, frameConfidence)
	a.reply.Understanding = a.u
}

// ofTown keeps what a municipality by itself can be asked; nothing when what is
// asked in the first place is something else.
func ofTown(asked []nlu.Aspect) []nlu.Aspect {
	var kept []nlu.Aspect
	for i, aspect := range asked {
		switch aspect {
		case nlu.AspectHours, nlu.AspectWhere, nlu.AspectContacts:
			kept = append(kept, aspect)
		default:
			if i == 0 {
				return nil
			}
		}
	}
	return kept
}

var (
	// townNames are the words for the municipality, and for whom one speaks to.
	townNames = wordSet(`comune municipio comunale comunali palazzo uffici siete aprite chiudete riaprite ricevete lavorate voi vi vostro
		vostra vostri vostre trovate`)
	// townWords are all other words that such a question is made of. Any other
	// one is a topic, and the question is not about the municipality as such.
	townWords = wordSet(`il lo la l i gli le un una e ed ma o di del dello della dei d da dal a al alla in nel nei per con che chi ci si mi
		quando quale quali qual dove dov come cosa ora ore orario orari apertura aperto aperta aperti aperte apre aprono chiuso chiusa chiusi
		chiuse chiude chiudono chiusura riapre riaprono numero telefono tel telefonico centralino recapito recapiti contatto contatti contattare
		contattarvi chiamare chiamarvi telefonare scrivere scrivervi email mail e-mail pec posta indirizzo sede sito via trova trovo trovarvi sta
		stanno trovano possono sono essere sapere vorrei volevo posso venire dirmi dimmi favore cortesia grazie ciao buongiorno buonasera salve
		scusi scusate pubblico al anche solo oggi domani dopodomani adesso stamattina stasera pomeriggio mattina sera notte prossimo prossima
		settimana mese giorno giorni festivi ponte vigilia natale santo stefano capodanno epifania befana pasqua pasquetta ferragosto immacolata
		ognissanti patrono liberazione repubblica lunedi martedi mercoledi giovedi venerdi sabato domenica gennaio febbraio marzo aprile maggio
		giugno luglio agosto settembre ottobre novembre dicembre alle dalle fino questo questa`)
)

// asksTown tells whether the words are about the municipality and nothing else.
func (a *answer) asksTown() bool {
	own, named := a.ownNames(), false
	for _, word := range a.said.words() {
		switch {
		case townNames[word]:
			named = true
		case !townWords[word] && !own[word] && strings.Trim(word, "0123456789") != "":
			return false
		}
	}
	return named
}

// ownNames are the words of the municipality's name.
func (a *answer) ownNames() map[string]bool {
	town := a.view.Municipality()
	return wordSet(string(newPhrase(town.Name + " " + town.ShortName)))
}

// townAspect answers for the municipality, through the desk that speaks for it.
func (a *answer) townAspect(s subject, aspect nlu.Aspect) {
	switch aspect {
	case nlu.AspectHours:
		a.townClosures()
		a.hours(s)
		a.say("Ogni ufficio ha i suoi orari: dimmi quale ti serve.")
	case nlu.AspectWhere:
		town := a.view.Municipality()
		a.facts(Fact{Label: firstOf(town.Name, "Comune"), Value: joined(", ", town.Address, joined(" ", town.PostalCode, town.ShortName))})
		a.where(s)
	default:
		town := a.view.Municipality()
		a.facts(
			Fact{Label: "Centralino", Value: town.Switchboard}, Fact{Label: "E-mail", Value: town.Email},
			Fact{Label: "PEC", Value: town.PEC}, Fact{Label: "Sito", Value: town.Website})
		a.contacts(s.office)
	}
}

// townClosures tells what closes or changes everything on the days asked about,
// and who goes on working nonetheless.
func (a *answer) townClosures() {
	const longest = 62
	days := a.u.When.Days
	if a.u.When.Kind == nlu.WhenNone {
		days = knowledge.Between(a.today, a.today)
	}
	var told knowledge.ClosureID
	for day := days.From; day < min(days.To, days.From.AddDays(longest)); day++ {
		view := a.view.Charter().On(day)
		closure, ok := view.TownClosure()
		if !ok || closure.ID == told {
			continue
		}
		told = closure.ID
		words := "gli uffici comunali sono chiusi"
		if closure.Kind == knowledge.ClosureSpecial {
			words = "gli uffici comunali hanno un orario speciale"
		}
		a.say(joined(" ", bracketed(capitalised(longDate(day))+" "+words, closure.Reason)+".", exemptWords(view, closure)))
	}
}

// exemptWords names who stays open when all else closes (servizi essenziali, L.
// 146/1990).
func exemptWords(view knowledge.View, closure knowledge.Closure) string {
	var names []string
	for _, owner := range closure.Exempt {
		if office, ok := view.Office(knowledge.OfficeID(owner.ID)); ok && owner.Kind == knowledge.OwnerOffice {
			names = append(names, office.Name)
		}
	}
	if len(names) == 0 {
		return ""
	}
	return "Restano in servizio: " + enumerate(names) + "."
}
