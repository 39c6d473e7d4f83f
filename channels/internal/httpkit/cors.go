package httpkit

import (
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/rs/cors"
)

// preflightAge is for how long a browser remembers what it may send; none
// remembers it for longer.
const preflightAge = 2 * time.Hour

// crossOrigin is what pages of other sites may ask of this server. No cookie is
// ever involved, so nobody is impersonated: the list keeps strangers from
// speaking to citizens with the municipality's voice and at its expense.
type crossOrigin struct {
	reading  *cors.Cors
	speaking *cors.Cors
	refusing *http.CrossOriginProtection
}

// newCrossOrigin panics for what is no origin: settings are checked before.
func newCrossOrigin(embedding []string) crossOrigin {
	c := crossOrigin{
		reading: cors.New(cors.Options{
			AllowedOrigins: []string{"*"}, AllowedMethods: []string{http.MethodGet, http.MethodHead}, ExposedHeaders: []string{"ETag"},
		}),
		speaking: cors.New(cors.Options{
			// An empty list would allow everybody.
			AllowOriginVaryRequestFunc: func(_ *http.Request, origin string) (bool, []string) {
				return slices.Contains(embedding, origin), nil
			},
			AllowedMethods: []string{http.MethodPost}, AllowedHeaders: []string{"Content-Type", "Idempotency-Key"},
			ExposedHeaders: []string{"Retry-After"}, MaxAge: int(preflightAge.Seconds()),
		}),
		refusing: http.NewCrossOriginProtection(),
	}
	for _, origin := range embedding {
		if err := c.refusing.AddTrustedOrigin(origin); err != nil {
			panic(fmt.Sprintf("embedding origin: %v", err))
		}
	}
	c.refusing.SetDenyHandler(http.HandlerFunc(refuseStranger))
	return c
}

// Embed lets pages of other sites use the routes that are mounted after it: to
// read what is open data, those of any site; to speak, those of the origins
// that embed the assistant. posts are the paths spoken to, since browsers ask
// before they do.
func (f *Face) Embed(routes chi.Router, posts ...string) {
	routes.Use(f.origins.middleware)
	for _, path := range posts {
		routes.Options(path, f.methodNotAllowed) // what is no preflight gets here
	}
}

func (c crossOrigin) middleware(next http.Handler) http.Handler {
	reading, speaking := c.reading.Handler(next), c.speaking.Handler(c.refusing.Handler(next))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodGet || r.Method == http.MethodHead {
			reading.ServeHTTP(w, r)
			return
		}
		speaking.ServeHTTP(w, r)
	})
}

// refuseStranger is for whoever looks why: the page itself may not read it.
func refuseStranger(w http.ResponseWriter, _ *http.Request) {
	NewProblem(http.StatusForbidden,
		"Questo sito non può usare l'assistente: chi lo gestisce può chiedere al Comune di aggiungerlo con --embed-origin.").Write(w)
}
