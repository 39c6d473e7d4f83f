package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// report is what was measured. Times are those of answers, in milliseconds.
type report struct {
	Connections int            `json:"connections"`
	Seconds     float64        `json:"seconds"`
	Answers     int            `json:"answers"`
	PerSecond   float64        `json:"per_second"`
	P50         float64        `json:"p50_ms"`
	P95         float64        `json:"p95_ms"`
	P99         float64        `json:"p99_ms"`
	Slowest     float64        `json:"max_ms"`
	Errors      map[string]int `json:"errors"` // by what they say
}

func newReport(o options, attempts [][]attempt, took time.Duration) report {
	r := report{Connections: o.connections, Seconds: took.Seconds(), Errors: make(map[string]int)}
	var times []time.Duration
	for _, a := range slices.Concat(attempts...) {
		if a.err != nil {
			r.Errors[a.err.Error()]++
			continue
		}
		times = append(times, a.took)
	}
	slices.Sort(times)
	r.Answers = len(times)
	r.PerSecond = float64(len(times)) / took.Seconds()
	r.P50, r.P95, r.P99, r.Slowest = percentile(times, 50), percentile(times, 95), percentile(times, 99), percentile(times, 100)
	return r
}

// percentile returns, in milliseconds, the smallest time that so many percent of
// the sorted times do not exceed; 0 when there are none.
func percentile(sorted []time.Duration, percent int) float64 {
	if len(sorted) == 0 {
		return 0
	}
	const whole = 100
	rank := (len(sorted)*percent + whole - 1) / whole
	return float64(sorted[max(rank, 1)-1]) / float64(time.Millisecond)
}

// String tells the report to a person.
func (r report) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d answers in %.1f s over %d connections: %.0f a second\n", r.Answers, r.Seconds, r.Connections, r.PerSecond)
	fmt.Fprintf(&b, "p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, max %.1f ms\n", r.P50, r.P95, r.P99, r.Slowest)
	failed := 0
	for _, n := range r.Errors {
		failed += n
	}
	fmt.Fprintf(&b, "%d errors\n", failed)
	for what, n := range r.Errors {
		fmt.Fprintf(&b, "  %d × %s\n", n, what)
	}
	return b.String()
}

// missed returns an error for each aim that was not reached.
func (r report) missed(o options) error {
	var errs []error
	if o.minRate > 0 && r.PerSecond < o.minRate {
		errs = append(errs, fmt.Errorf("%.0f answers a second, want %.0f", r.PerSecond, o.minRate))
	}
	if limit := float64(o.maxP99) / float64(time.Millisecond); limit > 0 && r.P99 > limit {
		errs = append(errs, fmt.Errorf("p99 is %.1f ms, want at most %.1f", r.P99, limit))
	}
	if len(r.Errors) > 0 {
		errs = append(errs, errors.New("not all questions were answered"))
	}
	return errors.Join(errs...)
}
