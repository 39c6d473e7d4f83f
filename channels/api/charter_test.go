package api_test

import (
	"context"
	"testing"

	"github.com/cittaclick/cittaclick/internal/fault"
	"github.com/cittaclick/cittaclick/knowledge"
)

// charters gives one charter, from 2026 on.
type charters struct{ charter *knowledge.Charter }

func (c charters) On(_ context.Context, day knowledge.Date) (knowledge.View, error) {
	if day.Year() < 2026 {
		return knowledge.View{}, fault.New(fault.NotFound, "Di quel giorno la carta non sa nulla.")
	}
	return c.charter.On(day), nil
}

// smallCharter is a town hall with two offices and three services.
func smallCharter(t *testing.T) charters {
	t.Helper()
	charter, err := knowledge.NewCharter(knowledge.Facts{Version: 7}, rome())
	if err != nil {
		t.Fatal(err)
	}
	return charters{charter}
}
