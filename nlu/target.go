package nlu

import "strings"

// Target is what a question is about, as a label of the catalogue: "svc:slug",
// "office:slug", "body:slug", "status", "smalltalk:kind" or "oos". Replies use
// two more, "clarify" and "dialogue".
type Target string

// The targets that are not things of the charter.
const (
	TargetStatus   Target = "status"   // the state of an application already filed
	TargetOOS      Target = "oos"      // nothing in the charter answers it
	TargetClarify  Target = "clarify"  // the question is being asked back
	TargetDialogue Target = "dialogue" // a guided dialogue is in progress

	SmalltalkGreeting Target = "smalltalk:greeting"
	SmalltalkThanks   Target = "smalltalk:thanks"
	SmalltalkBye      Target = "smalltalk:bye"
	SmalltalkHelp     Target = "smalltalk:help"
	SmalltalkHuman    Target = "smalltalk:human"
	SmalltalkAbuse    Target = "smalltalk:abuse"
)

// Kind is the part of a target before the colon.
type Kind string

// The kinds of target.
const (
	KindService   Kind = "svc"
	KindOffice    Kind = "office"
	KindBody      Kind = "body"
	KindSmalltalk Kind = "smalltalk"
	KindStatus    Kind = "status"
	KindOOS       Kind = "oos"
)

// Kind returns what sort of thing t names.
func (t Target) Kind() Kind {
	kind, _, _ := strings.Cut(string(t), ":")
	return Kind(kind)
}

// Slug returns the part after the colon: a slug of the charter, or the kind of
// smalltalk; empty for the targets that have none.
func (t Target) Slug() string {
	_, slug, _ := strings.Cut(string(t), ":")
	return slug
}

// IsTalk reports whether t is no thing of the charter: a courtesy, the state of
// an application, or out of scope.
func (t Target) IsTalk() bool {
	k := t.Kind()
	return k == KindSmalltalk || k == KindStatus || k == KindOOS
}

// Service returns the target of the service with this slug.
func Service(slug string) Target { return Target("svc:" + slug) }

// Office returns the target of the office with this slug.
func Office(slug string) Target { return Target("office:" + slug) }

// Body returns the target of another body's matter with this slug.
func Body(slug string) Target { return Target("body:" + slug) }

// ParseTarget accepts the labels that a question may be expected to have.
func ParseTarget(s string) (Target, bool) {
	t := Target(s)
	switch t {
	case TargetStatus, TargetOOS, TargetClarify, TargetDialogue, SmalltalkGreeting,
		SmalltalkThanks, SmalltalkBye, SmalltalkHelp, SmalltalkHuman, SmalltalkAbuse:
		return t, true
	}
	switch t.Kind() {
	case KindService, KindOffice, KindBody:
		return t, t.Slug() != ""
	}
	return "", false
}

// Document is one thing that can be answered about: a service, an office, or a
// matter of another body. One whose target is talk has phrases only: they teach
// what a turn is, and it is never a candidate.
type Document struct {
	Target      Target
	Title       string
	Summary     string
	Topic       string
	Sheet       string   // all else that the charter says of it
	Aliases     []string // other names, of today and of the past
	FormerNames []string // titles it had before an act renamed it
	Phrases     []Phrase // whole questions of the phrase bank
	Neighbours  []Target // documents that are easily taken for this one
	Office      Target   // of a service: the office that owns it; zero otherwise
}

// Phrase is a question of the phrase bank, with what it asks.
type Phrase struct {
	Text    string
	Aspects []Aspect // most important first; empty when nobody said
	// Careless phrases are misspelt on purpose: they teach what people mean,
	// and no word of theirs is a word of the language.
	Careless bool
}
