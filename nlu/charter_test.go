package nlu_test

import (
	"bufio"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/cittaclick/cittaclick/nlu"
	"github.com/cittaclick/cittaclick/nlu/bleveindex"
)

// monday is the instant at which the tests ask: 23 November 2026, 10:00 in Rome.
var monday = time.Date(2026, time.November, 23, 10, 0, 0, 0, time.FixedZone("CET", 3600))

// catalogue reads the titles of testdata/catalogue.tsv as documents.
func catalogue(t testing.TB) []nlu.Document {
	t.Helper()
	f, err := os.Open("testdata/catalogue.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var docs []nlu.Document
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		row := strings.Split(lines.Text(), "\t")
		if row[0] == "target" {
			continue
		}
		docs = append(docs, nlu.Document{
			Target: nlu.Target(row[0]), Title: row[1], Topic: row[2], Office: nlu.Target(row[3]),
		})
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return docs
}

// The understander is costly to build and immutable, so the tests share one.
var shared struct {
	once sync.Once
	u    *nlu.Understander
	err  error
}

func understander(t testing.TB) *nlu.Understander {
	t.Helper()
	shared.once.Do(func() { shared.u, shared.err = build(catalogue(t)) })
	if shared.err != nil {
		t.Fatal(shared.err)
	}
	return shared.u
}

func build(docs []nlu.Document) (*nlu.Understander, error) {
	base, err := nlu.NewBase()
	if err != nil {
		return nil, err
	}
	return buildOn(base, docs)
}

// buildOn builds on a base that may have learned.
func buildOn(base *nlu.Base, docs []nlu.Document) (*nlu.Understander, error) {
	index, err := bleveindex.New(base.Fields(docs))
	if err != nil {
		return nil, err
	}
	return nlu.New(docs, index, base)
}

func ask(t testing.TB, text string) nlu.Understanding {
	t.Helper()
	return understander(t).Understand(nlu.Query{Text: nlu.NewUtterance(text), Now: monday})
}
