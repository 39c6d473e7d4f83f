package api_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// BenchmarkTurn is one turn on the real engine, from request to response,
// without the network and without a database.
func BenchmarkTurn(b *testing.B) {
	town := liveTown(b)
	b.ReportAllocs()
	for b.Loop() {
		request := httptest.NewRequestWithContext(b.Context(), http.MethodPost, "/api/v1/messages",
			strings.NewReader(`{"text":"quanto costa la carta d'identità e dove devo andare?"}`))
		request.Header.Set("Content-Type", "application/json")
		recorder := httptest.NewRecorder()
		town.Config.Handler.ServeHTTP(recorder, request)
		if recorder.Code != http.StatusOK {
			b.Fatalf("status %d: %s", recorder.Code, recorder.Body)
		}
		town.log.Reset()
	}
}

// BenchmarkServices is the list of all services.
func BenchmarkServices(b *testing.B) {
	town := setup(b, shipped(b))
	b.ReportAllocs()
	for b.Loop() {
		recorder := httptest.NewRecorder()
		town.Config.Handler.ServeHTTP(recorder, httptest.NewRequestWithContext(b.Context(), http.MethodGet, "/api/v1/services?limit=1000", nil))
		if recorder.Code != http.StatusOK {
			b.Fatalf("status %d: %s", recorder.Code, recorder.Body)
		}
		town.log.Reset()
	}
}
