package httpkit

import (
	"context"
	"encoding/json"
	"net/http"
	"time"
)

// Status is how the program is.
type Status struct {
	// Database is nil while the database answers; without one that is
	// configured (a charter from files) it is nil as well.
	Database error
	// CharterLoaded is when the charter in use was loaded; zero while there is
	// none.
	CharterLoaded  time.Time
	CharterVersion int64
	// LastRebuild is why the last rebuild of the charter failed; nil after one
	// that did not.
	LastRebuild   error
	RebuildErrors uint64 // since the start
	// ReviewDropped and FeedbackDropped are questions for review, and opinions of
	// answers, that did not fit in memory while the database was away, since the
	// start.
	ReviewDropped, FeedbackDropped uint64
}

func (s Status) hasCharter() bool { return !s.CharterLoaded.IsZero() }

// readiness is what /readyz tells.
type readiness struct {
	Ready            bool             `json:"ready"`
	Draining         bool             `json:"draining"`
	Database         string           `json:"database"` // ok, error
	Charter          *charterReadings `json:"charter"`  // null while none is loaded
	LastRebuildError string           `json:"last_rebuild_error,omitempty"`
}

type charterReadings struct {
	Version    int64 `json:"version"`
	AgeSeconds int64 `json:"age_seconds"`
}

// healthz answers GET /healthz: the process is alive.
func healthz(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	_, _ = w.Write([]byte("ok\n"))
}

// readyz answers GET /readyz: 200 as long as questions can be answered, with or
// without the database, and the program is not stopping.
func (f *Face) readyz(w http.ResponseWriter, r *http.Request) {
	answer := f.readiness(r.Context())
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	if !answer.Ready {
		w.WriteHeader(http.StatusServiceUnavailable)
	}
	_ = json.NewEncoder(w).Encode(answer)
}

func (f *Face) readiness(ctx context.Context) readiness {
	status := f.config.Status(ctx)
	answer := readiness{Draining: f.draining.Load(), Database: "ok"}
	if status.Database != nil {
		answer.Database = "error"
	}
	if status.hasCharter() {
		answer.Charter = &charterReadings{
			Version:    status.CharterVersion,
			AgeSeconds: int64(f.config.Now().Sub(status.CharterLoaded).Seconds()),
		}
	}
	if status.LastRebuild != nil {
		answer.LastRebuildError = status.LastRebuild.Error()
	}
	answer.Ready = answer.Charter != nil && !answer.Draining
	return answer
}
