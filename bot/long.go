package bot

import (
	"strconv"

	"github.com/cittaclick/cittaclick/nlu"
)

// withCut tells who wrote more than is read that the rest was not, after what
// is urgent.
func withCut(reply Reply, said string) Reply {
	if nlu.TooLong(said) && reply.Language == italian {
		reply.Blocks = withNotice(reply.Blocks, "Il messaggio è molto lungo: ne ho letto solo l'inizio (i primi "+
			strconv.Itoa(nlu.MaxUtteranceRunes)+" caratteri). Se la risposta non va bene, scrivimi la domanda in una o due frasi.")
	}
	return reply
}
