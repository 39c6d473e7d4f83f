// Command load asks a running server questions over loopback and tells how many
// it answers a second and how long that takes:
//
//	cittaclick serve --demo --rate-limit 0 &
//	go run ./bench/load -connections 32 -duration 10s
//
// Each connection holds conversations of a few turns, as citizens do; with -pages
// it reads the pages of the site instead, one after another:
//
//	go run ./bench/load -pages -rate 500 -max-p99 50ms
//
// The load is bounded by time and by number, and goes nowhere but to this machine.
// What the client itself costs is in the figures: on two cores it takes about half.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/url"
	"os"
	"os/signal"
	"time"
)

// options are the command's flags.
type options struct {
	url         string
	connections int
	duration    time.Duration
	requests    int
	json        bool
	pages       bool    // read the site instead of asking
	rate        float64 // requests begun a second; 0 for as many as go
	// aims, 0 for none: when one is missed the command ends with status 1.
	minRate float64
	maxP99  time.Duration
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	switch {
	case errors.Is(err, flag.ErrHelp):
	case err != nil:
		fmt.Fprintln(os.Stderr, "load:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, out, diagnostics io.Writer) error {
	o, err := parse(args, diagnostics)
	if err != nil {
		return err
	}
	r, err := load(ctx, o)
	if err != nil {
		return err
	}
	if o.json {
		err = json.NewEncoder(out).Encode(r)
	} else {
		_, err = fmt.Fprint(out, r)
	}
	return errors.Join(err, r.missed(o))
}

func parse(args []string, diagnostics io.Writer) (options, error) {
	var o options
	flags := flag.NewFlagSet("load", flag.ContinueOnError)
	flags.SetOutput(diagnostics)
	flags.StringVar(&o.url, "url", "http://127.0.0.1:8080", "the server, on this machine")
	flags.IntVar(&o.connections, "connections", 32, "connections at once")
	flags.DurationVar(&o.duration, "duration", 10*time.Second, "how long, at most 10m")
	flags.IntVar(&o.requests, "requests", mostRequests, "how many turns at most")
	flags.BoolVar(&o.pages, "pages", false, "read the pages of the site instead of asking questions")
	flags.Float64Var(&o.rate, "rate", 0, "requests to begin a second, waiting counted; 0 for as many as go")
	flags.BoolVar(&o.json, "json", false, "write the figures as JSON")
	flags.Float64Var(&o.minRate, "min-rate", 0, "answers a second to reach, 0 for any")
	flags.DurationVar(&o.maxP99, "max-p99", 0, "99th percentile to stay under, 0 for any")
	if err := flags.Parse(args); err != nil {
		return options{}, err
	}
	switch {
	case o.connections < 1 || o.connections > 1000:
		return options{}, fmt.Errorf("connections is %d, want 1 to 1000", o.connections)
	case o.duration <= 0 || o.duration > 10*time.Minute:
		return options{}, fmt.Errorf("duration is %s, want at most 10m", o.duration)
	case o.rate < 0 || o.rate > mostRequests:
		return options{}, fmt.Errorf("rate is %v, want at most %d", o.rate, mostRequests)
	case o.requests < 1 || o.requests > mostRequests:
		return options{}, fmt.Errorf("requests is %d, want 1 to %d", o.requests, mostRequests)
	}
	return o, loopback(o.url)
}

// loopback holds that the load goes to this machine only.
func loopback(address string) error {
	u, err := url.Parse(address)
	if err != nil {
		return fmt.Errorf("read url: %w", err)
	}
	if host := u.Hostname(); u.Scheme != "http" || host != "localhost" && !net.ParseIP(host).IsLoopback() {
		return fmt.Errorf("%s is not http on this machine: load goes to loopback only", address)
	}
	return nil
}
