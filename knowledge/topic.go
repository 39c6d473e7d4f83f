package knowledge

import "strings"

// Topic is what a group of services is about (tema). The sheets name it by its
// code; citizens see the names of the municipalities' model (Modello Comuni),
// the same on every town's site, where it has one for it.
type Topic struct {
	Code string
	Name string
	// Examples of what one finds there, in a few words.
	Examples string
}

// Topics lists the topics of the base charter in the order in which citizens see
// them: by how often they are needed.
func Topics() []Topic {
	return []Topic{
		{"anagrafe-stato-civile", "Anagrafe e stato civile", "Carta d'identità, residenza, certificati, matrimoni, nascite"},
		{"tributi", "Tributi, finanze e contravvenzioni", "IMU, TARI, pagamenti, rimborsi, rateizzazioni"},
		{"scuola", "Educazione e formazione", "Asilo nido, mensa, scuolabus, borse di studio"},
		{"sociale", "Salute, benessere e assistenza", "Aiuti economici, anziani, disabilità, casa"},
		{"mobilita", "Mobilità e trasporti", "Sosta, permessi, passi carrabili"},
		{"sicurezza", "Giustizia e sicurezza pubblica", "Multe, polizia locale, protezione civile"},
		{"ambiente", "Ambiente", "Rifiuti, animali, verde"},
		{"edilizia", "Catasto e urbanistica", "Permessi edilizi, agibilità, piano urbanistico"},
		{"imprese", "Imprese e commercio", "Negozi, mercati, pubblici esercizi, attività"},
		{"cultura", "Cultura e tempo libero", "Biblioteca, musei, sport, associazioni"},
		{"territorio", "Strade e spazi pubblici", "Illuminazione, buche, scavi, fognature"},
		{"amministrazione", "Rapporti con il Comune", "Accesso agli atti, segnalazioni, concorsi, protocollo"},
	}
}

// TopicOf returns the topic with a code; one that is a municipality's own is
// named by its code.
func TopicOf(code string) Topic {
	for _, topic := range Topics() {
		if topic.Code == code {
			return topic
		}
	}
	name := strings.ReplaceAll(code, "-", " ")
	for i, r := range name {
		name = strings.ToUpper(string(r)) + name[i+len(string(r)):]
		break
	}
	return Topic{Code: code, Name: name}
}
