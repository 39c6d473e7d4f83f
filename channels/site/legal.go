package site

import "github.com/cittaclick/cittaclick/channels/internal/look"

// legalPage is one of the pages that the law asks for.
type legalPage struct {
	look.Frame
	Day *dayNote
	// Declaration is where the declaration of accessibility is.
	Declaration string
}

// showAccessibility answers GET /accessibilita (L. 4/2004, art. 3-quater).
func (s *server) showAccessibility(v *visit) (shown, error) {
	return s.legal(v, "accessibility", "Accessibilità", "Come è fatto questo sito perché lo possano usare tutti, e a chi segnalare ciò che non va.")
}

// showPrivacy answers GET /privacy (Regulation (EU) 2016/679, art. 13).
func (s *server) showPrivacy(v *visit) (shown, error) {
	return s.legal(v, "privacy", "Informativa privacy", "Quali dati tratta la carta dei servizi del Comune, perché e per quanto tempo.")
}

// showLegalNotes answers GET /note-legali.
func (s *server) showLegalNotes(v *visit) (shown, error) {
	return s.legal(v, "legal", "Note legali", "Condizioni di servizio, licenza dei contenuti, aggiornamento e fonti.")
}

func (s *server) legal(v *visit, page, title, description string) (shown, error) {
	return shown{page, legalPage{Frame: s.frame(v, title, description, look.Crumb{Name: title}), Day: v.dayNote(), Declaration: s.AccessibilityURL}}, nil
}
