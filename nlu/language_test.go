package nlu_test

import (
	"testing"

	"github.com/cittaclick/cittaclick/nlu"
)

func TestLanguagesAreRecognisedInFewWords(t *testing.T) {
	t.Parallel()
	u := newTown(t).understander
	for language, texts := range map[string][]string{
		"en": {
			"opening hours?", "where is the town hall", "how much does the id card cost", "I need a birth certificate", "hello", "can I renew my passport?",
			"what documents do I need for residence", "is the office open today", "thank you very much", "my son was born yesterday",
		},
		"fr": {
			"bonjour carte d'identité", "où est la mairie", "quels documents pour le mariage ?", "heures d'ouverture", "je voudrais renouveler ma carte", "bonjour",
			"combien ça coûte", "j'ai perdu ma carte d'identité",
		},
		"es": {
			"hola", "¿dónde está el ayuntamiento?", "cuánto cuesta la tarjeta", "necesito un certificado de nacimiento", "horario de la oficina", "buenos días",
			"qué documentos necesito", "quiero casarme",
		},
		"de": {
			"guten Tag", "Öffnungszeiten", "wo ist das Rathaus", "was kostet der Personalausweis", "ich brauche eine Geburtsurkunde", "wie viel kostet das", "danke",
		},
		"pt": {"onde fica a prefeitura", "bom dia, preciso de ajuda", "quanto custa o cartão de identidade", "obrigado", "qual é o horário de abertura, por favor, não sei"},
		"ro": {"unde este primaria", "bună ziua", "ce acte sunt necesare pentru buletin", "vreau un certificat de naștere", "mulțumesc", "cât costă cartea de identitate"},
		"sq": {"kur është zyra", "përshëndetje", "ku është bashkia", "dua një certifikatë lindjeje", "faleminderit", "sa kushton letërnjoftimi"},
		"pl": {"gdzie", "dzień dobry", "gdzie jest urząd", "ile kosztuje dowód osobisty", "dziękuję"},
		"tl": {"saan ang munisipyo", "magkano po ang bayad", "salamat", "paano kumuha ng papel"},
		"ru": {"как записаться", "где находится мэрия?", "здравствуйте"},
		"uk": {"де знаходиться мерія", "скільки коштує посвідчення", "мені потрібна довідка про місце проживання, дякую їм"},
		"ar": {"مرحبا", "أين مكتب البلدية؟", "بطاقة الهوية"},
		"ur": {"شناختی کارڈ کے لیے کیا چاہیے", "دفتر کہاں ہے"},
		"zh": {"居留", "身份证怎么办", "市政府在哪里？"},
		"bn": {"অফিস কোথায়", "পরিচয়পত্র"},
		"pa": {"ਦਫ਼ਤਰ ਕਿੱਥੇ ਹੈ", "ਸਤ ਸ੍ਰੀ ਅਕਾਲ"},
		"hi": {"कार्यालय कहाँ है"},
	} {
		for _, text := range texts {
			got := u.Understand(nlu.Query{Text: nlu.NewUtterance(text), Now: monday})
			if got.Language != language {
				t.Errorf("%q is taken for %s, want %s", text, got.Language, language)
			}
			if k := got.Target.Kind(); got.Reason != nlu.ReasonLanguage && k != nlu.KindSmalltalk {
				t.Errorf("%q is answered as %s", text, got.Target)
			}
		}
	}
}

// TestItalianIsNeverTakenForForeign asks all phrases of the bank, in whatever
// spelling, and some that borrow words.
func TestItalianIsNeverTakenForForeign(t *testing.T) {
	t.Parallel()
	town := newTown(t)
	texts := []string{
		"isee", "check in B&B", "pass disabili", "spid", "smart card", "pass ztl online", "open day nido", "B&B", "city tax", "work in progress", "on line",
		"il mio account non va", "house rules del b&b", "password wifi", "home banking", "posso fare lo street food", "no tax area", "post scuola", "dog sitter",
		"baby parking", "car sharing", "coworking", "start up", "IMU", "cie", "aire", "dia", "e mail", "ticket", "plus", "bonus", "carte", "che ore", "sa dove",
		"me lo dice", "come si fa", "quanto costa?", "a Como", "scuola primaria", "e gli orari?", "scarico merci", "quanto dura?", "chi è?", "una info", "per la tari", "ok", "si", "no", "ne ho una", "chi è il sindaco", "via Garibaldi", "per favore", "Hussein Ahmed residenza",
		"mi chiamo John Smith", "ho perso la carta a Los Angeles", "nato a New York", "The Space Cinema", "mia moglie è di Düsseldorf", "sono nato a São Paulo", "José Muñoz",
	}
	for _, q := range town.validation {
		texts = append(texts, q.Text)
	}
	texts = append(texts, town.taught...)
	wrong := 0
	for _, text := range texts {
		if got := town.understander.Understand(nlu.Query{Text: nlu.NewUtterance(text), Now: monday}); got.Language != "it" && text != "hola" {
			wrong++
			t.Errorf("%q is taken for %s", text, got.Language)
		}
	}
	t.Logf("%d of %d taken for foreign", wrong, len(texts))
}
