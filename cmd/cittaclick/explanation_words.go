package main

import (
	"cmp"
	"time"

	"github.com/cittaclick/cittaclick/nlu"
)

// The words in which an explanation is told to a clerk.
var (
	roleWords = map[nlu.Role]string{
		nlu.RoleTopic: "argomento", nlu.RoleAsks: "chiede", nlu.RoleTime: "tempo", nlu.RoleTalk: "formula",
		nlu.RoleFiller: "riempie", nlu.RoleUnknown: "non è nella carta",
	}
	sourceWords = map[nlu.Source]string{
		nlu.SourceTitle: "titolo", nlu.SourceAlias: "alias", nlu.SourceFormerName: "vecchio nome",
		nlu.SourceLexicon: "lessico",
	}
	opinionWords = map[nlu.OpinionSource]string{
		"start": "in partenza", "sounds-outside": "suona fuori tema", "charter-explains": "la carta spiega",
		"charter-learned": "la carta riconosce", "unknown-words": "parole ignote", "called": "è il nome di qualcosa", "length": "lunghezza",
	}
	aspectWords = map[nlu.Aspect]string{
		nlu.AspectWhere: "dove", nlu.AspectWho: "chi", nlu.AspectDocuments: "documenti", nlu.AspectHours: "orari",
		nlu.AspectDuration: "tempi", nlu.AspectCost: "costo", nlu.AspectHow: "come", nlu.AspectEligibility: "requisiti",
		nlu.AspectDeadline: "scadenza", nlu.AspectContacts: "contatti", nlu.AspectAppointment: "appuntamento", nlu.AspectInfo: "informazioni",
	}
	talkWords = map[string]string{
		string(nlu.TargetOOS): "fuori tema", "outside": "fuori tema", string(nlu.TargetStatus): "a che punto è una pratica",
		"status-act": "pratica già presentata", "status-wait": "attesa", "emergency:112": "pericolo", "emergency:1522": "violenza",
		string(nlu.SmalltalkAbuse): "insulto", string(nlu.SmalltalkBye): "congedo", string(nlu.SmalltalkGreeting): "saluto",
		string(nlu.SmalltalkHelp): "aiuto", string(nlu.SmalltalkHuman): "parlare con una persona", string(nlu.SmalltalkThanks): "ringraziamento",
	}
	decisionWords = map[nlu.Decision]string{
		nlu.DecideAnswer: "risponde", nlu.DecideClarify: "chiede quale", nlu.DecideUnknown: "dice che non lo sa",
	}
	partWords = map[nlu.DayPart]string{
		nlu.PartMorning: "mattina", nlu.PartNoon: "mezzogiorno", nlu.PartAfternoon: "pomeriggio", nlu.PartEvening: "sera",
	}
)

// labelWords names an aspect or a sort of talk.
func labelWords(label string) string {
	return cmp.Or(aspectWords[nlu.Aspect(label)], talkWords[label], label)
}

// nameOf is what a candidate is called.
func nameOf(c nlu.ExplainedCandidate) string {
	return cmp.Or(c.Title, talkWords[string(c.Target)], string(c.Target))
}

func whenWords(w *nlu.ExplainedWhen) string {
	days := italianDate(w.From)
	if w.To != w.From {
		days = "dal " + days + " al " + italianDate(w.To)
	}
	if part := partWords[w.Part]; part != "" {
		return cmp.Or(days, "ora") + ", " + part
	}
	return cmp.Or(days, "un'ora")
}

// italianDate writes 2026-11-28 as 28/11/2026.
func italianDate(iso string) string {
	day, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return iso
	}
	return day.Format("02/01/2006")
}
