package httpkit_test

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/go-chi/chi/v5"

	"github.com/cittaclick/cittaclick/channels/internal/httpkit"
)

// running is a face that serves on loopback.
type running struct {
	face *httpkit.Face
	url  string
	stop context.CancelFunc
	done chan error
}

func serve(t *testing.T, mount func(chi.Router), settings ...setting) running {
	t.Helper()
	face, _ := setup(t, settings...)
	face.Channel("test", mount)
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	t.Cleanup(stop)
	r := running{face: face, url: "http://" + listener.Addr().String(), stop: stop, done: make(chan error, 1)}
	go func() { r.done <- face.Serve(ctx, listener) }()
	return r
}

func (r running) get(t *testing.T, path string) (int, string, error) {
	t.Helper()
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, r.url+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := client.Do(request)
	if err != nil {
		return 0, "", err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	return response.StatusCode, string(body), err
}

func TestWhatIsInFlightIsFinishedBeforeStopping(t *testing.T) {
	t.Parallel()
	begun, finish := make(chan struct{}), make(chan struct{})
	r := serve(t, func(routes chi.Router) {
		routes.Get("/slow", func(w http.ResponseWriter, request *http.Request) {
			close(begun)
			<-finish
			if err := request.Context().Err(); err != nil {
				t.Errorf("the request was cut off: %v", err)
			}
			fmt.Fprint(w, "fatto")
		})
	})
	answered := make(chan string, 1)
	go func() {
		_, body, err := r.get(t, "/slow")
		answered <- fmt.Sprint(body, err)
	}()
	<-begun
	r.stop()
	for ready := http.StatusOK; ready != http.StatusServiceUnavailable; { // asked directly: the listener is closing
		ready = ask(t, r.face, "GET", "/readyz").Code
	}
	select {
	case err := <-r.done:
		t.Fatalf("stopped with a request in flight: %v", err)
	default:
	}
	close(finish)
	if got := <-answered; got != "fatto<nil>" {
		t.Errorf("the request in flight got %q", got)
	}
	if err := <-r.done; err != nil {
		t.Errorf("Serve = %v", err)
	}
	if _, _, err := r.get(t, "/healthz"); err == nil {
		t.Error("it still answers")
	}
}

func TestWhileDrainingNewClientsAreSentElsewhere(t *testing.T) {
	t.Parallel()
	r := serve(t, func(chi.Router) {}, func(c *httpkit.Config) { c.DrainDelay = time.Hour })
	if status, _, err := r.get(t, "/readyz"); status != http.StatusOK || err != nil {
		t.Fatalf("readyz = %d, %v", status, err)
	}
	r.stop()
	for status := http.StatusOK; status != http.StatusServiceUnavailable; {
		var body string
		var err error
		if status, body, err = r.get(t, "/readyz"); err != nil {
			t.Fatal(err)
		}
		if status == http.StatusServiceUnavailable && !strings.Contains(body, `"draining":true`) {
			t.Errorf("readyz says %s", body)
		}
	}
	if status, _, err := r.get(t, "/healthz"); status != http.StatusOK || err != nil {
		t.Errorf("healthz = %d, %v: it is alive and still answers", status, err)
	}
}

func TestStoppingIsBounded(t *testing.T) {
	t.Parallel()
	begun := make(chan struct{})
	r := serve(t, func(routes chi.Router) {
		routes.Get("/stuck", func(_ http.ResponseWriter, request *http.Request) {
			close(begun)
			<-request.Context().Done()
		})
	}, func(c *httpkit.Config) { c.Grace = 20 * time.Millisecond })
	go func() { _, _, _ = r.get(t, "/stuck") }()
	<-begun
	r.stop()
	if err := <-r.done; err == nil || !strings.Contains(err.Error(), "finish requests within 20ms") {
		t.Errorf("Serve = %v, want it to say that requests were cut off", err)
	}
}

func TestHandlersHaveADeadline(t *testing.T) {
	t.Parallel()
	face, _ := setup(t)
	face.Channel("test", func(routes chi.Router) {
		routes.Get("/", func(_ http.ResponseWriter, r *http.Request) {
			if until, ok := r.Context().Deadline(); !ok || time.Until(until) > httpkit.HandlerTimeout {
				t.Errorf("deadline = %v, %v", until, ok)
			}
		})
	})
	ask(t, face, "GET", "/")
}
