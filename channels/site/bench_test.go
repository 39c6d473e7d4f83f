package site_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/cittaclick/cittaclick/channels/internal/httpkit"
	"github.com/cittaclick/cittaclick/channels/site"
)

// BenchmarkServicePage: a page as it is sent again within its minute, and the
// first time, when it is rendered and compressed.
func BenchmarkServicePage(b *testing.B) {
	for name, step := range map[string]time.Duration{"kept": 0, "rendered": time.Minute} {
		b.Run(name, func(b *testing.B) {
			town := open(b, func(_ *site.Needs, config *httpkit.Config) { config.TurnsPerMinute = 0 })
			b.ReportAllocs()
			for b.Loop() {
				town.get("/servizi/carta-identita", "Accept-Encoding", "gzip").status(http.StatusOK)
				town.now = town.now.Add(step)
			}
		})
	}
}
