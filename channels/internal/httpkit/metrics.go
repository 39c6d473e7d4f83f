package httpkit

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

const namespace = "cittaclick"

// Metrics is what is measured, in a registry of its own. Labels hold routes and
// kinds, never anything a client chose.
type Metrics struct {
	registry *prometheus.Registry
	requests *prometheus.CounterVec
	duration *prometheus.HistogramVec
	turns    *prometheus.CounterVec
	limited  *prometheus.CounterVec
}

func newMetrics(config Config) *Metrics {
	m := &Metrics{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Namespace: namespace, Name: "http_requests_total", Help: "Requests answered.",
		}, []string{"channel", "method", "route", "status"}),
		duration: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Namespace: namespace, Name: "http_request_duration_seconds", Help: "Time to answer a request.",
			Buckets: []float64{.0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10},
		}, []string{"channel", "route"}),
		turns: prometheus.NewCounterVec(prometheus.CounterOpts{
			Namespace: namespace, Name: "turns_total", Help: "Turns of conversations, by how they ended.",
		}, []string{"channel", "ending"}),
		limited: prometheus.NewCounterVec(prometheus.CounterOpts{
			Namespace: namespace, Name: "limited_total", Help: "Requests refused by a limit.",
		}, []string{"by"}),
	}
	build := prometheus.NewGaugeFunc(prometheus.GaugeOpts{
		Namespace: namespace, Name: "build_info", Help: "1, labelled with the program's version.",
		ConstLabels: prometheus.Labels{"version": config.Version},
	}, func() float64 { return 1 })
	m.registry.MustRegister(m.requests, m.duration, m.turns, m.limited, build, newStatusCollector(config),
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// Turn counts a turn of a conversation that ended so.
func (m *Metrics) Turn(channel, ending string) { m.turns.WithLabelValues(channel, ending).Inc() }

func (m *Metrics) observe(e exchange) {
	m.requests.WithLabelValues(e.channel, e.method, e.route, strconv.Itoa(e.status)).Inc()
	m.duration.WithLabelValues(e.channel, e.route).Observe(e.took.Seconds())
}

func (m *Metrics) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}

// statusCollector asks for the program's status once a scrape.
type statusCollector struct {
	status func(context.Context) Status
	now    func() time.Time

	databaseUp, version, age, rebuildErrors, reviewDropped, feedbackDropped *prometheus.Desc
}

func newStatusCollector(config Config) statusCollector {
	desc := func(name, help string) *prometheus.Desc {
		return prometheus.NewDesc(namespace+"_"+name, help, nil, nil)
	}
	return statusCollector{
		status: config.Status, now: config.Now,
		databaseUp:      desc("database_up", "1 while the database answers."),
		version:         desc("charter_version", "Last change that the charter in use knows."),
		age:             desc("charter_age_seconds", "Time since the charter in use was loaded."),
		rebuildErrors:   desc("charter_rebuild_errors_total", "Rebuilds of the charter that failed."),
		reviewDropped:   desc("review_dropped_total", "Questions for review that did not fit in memory."),
		feedbackDropped: desc("feedback_dropped_total", "Opinions of answers that did not fit in memory."),
	}
}

// Describe implements prometheus.Collector.
func (c statusCollector) Describe(ch chan<- *prometheus.Desc) {
	for _, desc := range []*prometheus.Desc{c.databaseUp, c.version, c.age, c.rebuildErrors, c.reviewDropped, c.feedbackDropped} {
		ch <- desc
	}
}

// Collect implements prometheus.Collector.
func (c statusCollector) Collect(ch chan<- prometheus.Metric) {
	status := c.status(context.Background())
	gauge := func(desc *prometheus.Desc, value float64) {
		ch <- prometheus.MustNewConstMetric(desc, prometheus.GaugeValue, value)
	}
	up := 1.0
	if status.Database != nil {
		up = 0
	}
	gauge(c.databaseUp, up)
	if status.hasCharter() {
		gauge(c.version, float64(status.CharterVersion))
		gauge(c.age, c.now().Sub(status.CharterLoaded).Seconds())
	}
	counter := func(desc *prometheus.Desc, value uint64) {
		ch <- prometheus.MustNewConstMetric(desc, prometheus.CounterValue, float64(value))
	}
	counter(c.rebuildErrors, status.RebuildErrors)
	counter(c.reviewDropped, status.ReviewDropped)
	counter(c.feedbackDropped, status.FeedbackDropped)
}
