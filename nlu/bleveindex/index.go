// Package bleveindex finds what to guess at by full-text search with bleve, in
// memory, where nothing else is near a question. It indexes stems that nlu has analysed and searches for
// stems: analysis stays in one place, this package only ranks.
package bleveindex

import (
	"fmt"
	"math"
	"sort"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/custom"
	"github.com/blevesearch/bleve/v2/analysis/tokenizer/whitespace"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/search/query"

	"github.com/cittaclick/cittaclick/nlu"
)

// Fields of the index and how much a match in each counts.
const (
	fieldTitle = "title"
	fieldNames = "names"
	fieldText  = "text"

	boostTitle = 2.0
	boostNames = 1.5
	boostText  = 1.0
)

// Index is a full-text index of one charter's documents. It is immutable and
// safe for use by many goroutines.
type Index struct{ index bleve.Index }

var _ nlu.Retriever = (*Index)(nil)

// New indexes the documents in one batch.
func New(docs []nlu.Fields) (*Index, error) {
	m, err := indexMapping()
	if err != nil {
		return nil, fmt.Errorf("map fields: %w", err)
	}
	index, err := bleve.NewUsing("", m, scorch.Name, scorch.Name, nil)
	if err != nil {
		return nil, fmt.Errorf("open index: %w", err)
	}
	batch := index.NewBatch()
	for _, d := range docs {
		fields := map[string]any{fieldTitle: d.Title, fieldNames: d.Names, fieldText: d.Text}
		if err := batch.Index(string(d.Target), fields); err != nil {
			return nil, fmt.Errorf("index %s: %w", d.Target, err)
		}
	}
	if err := index.Batch(batch); err != nil {
		return nil, fmt.Errorf("index documents: %w", err)
	}
	return &Index{index: index}, nil
}

// Close releases the index's memory and its background goroutines.
func (x *Index) Close() error { return x.index.Close() }

// indexMapping splits at spaces and does nothing else: the stems are ready.
func indexMapping() (mapping.IndexMapping, error) {
	const stems = "stems"
	m := bleve.NewIndexMapping()
	err := m.AddCustomAnalyzer(stems, map[string]any{"type": custom.Name, "tokenizer": whitespace.Name})
	if err != nil {
		return nil, err
	}
	doc := bleve.NewDocumentStaticMapping()
	for _, name := range []string{fieldTitle, fieldNames, fieldText} {
		f := bleve.NewTextFieldMapping()
		f.Analyzer, f.Store, f.IncludeInAll, f.IncludeTermVectors, f.DocValues = stems, false, false, false, false
		doc.AddFieldMappingsAt(name, f)
	}
	m.DefaultMapping = doc
	m.DefaultAnalyzer = stems
	m.ScoringModel = "bm25"
	return m, nil
}

// Retrieve returns the documents that best match the weighted stems, best
// first; equal scores stand in the order of their targets.
func (x *Index) Retrieve(terms []nlu.WeightedTerm, limit int) ([]nlu.Hit, error) {
	if len(terms) == 0 || limit <= 0 {
		return nil, nil
	}
	queries := make([]query.Query, 0, 3*len(terms))
	for _, t := range terms {
		queries = append(queries,
			termQuery(t, fieldTitle, boostTitle), termQuery(t, fieldNames, boostNames), termQuery(t, fieldText, boostText))
	}
	request := bleve.NewSearchRequestOptions(bleve.NewDisjunctionQuery(queries...), limit, 0, false)
	request.SortBy([]string{"-_score", "_id"})
	result, err := x.index.Search(request)
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	hits := make([]nlu.Hit, 0, len(result.Hits))
	for _, h := range result.Hits {
		hits = append(hits, nlu.Hit{Target: nlu.Target(h.ID), Score: rounded(h.Score)})
	}
	sort.SliceStable(hits, func(i, j int) bool {
		if hits[i].Score != hits[j].Score {
			return hits[i].Score > hits[j].Score
		}
		return hits[i].Target < hits[j].Target
	})
	return hits, nil
}

// rounded drops the last digits of a score: bleve sums the fields in an order
// of its own, and the same question must always get the same answer.
func rounded(score float64) float64 { return math.Round(score*1e6) / 1e6 }

func termQuery(t nlu.WeightedTerm, field string, boost float64) query.Query {
	q := query.NewTermQuery(t.Stem)
	q.SetField(field)
	q.SetBoost(boost * t.Weight)
	return q
}
