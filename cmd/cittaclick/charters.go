package main

import (
	"context"
	"fmt"

	lru "github.com/hashicorp/golang-lru/v2"

	"github.com/cittaclick/cittaclick/internal/fault"
	"github.com/cittaclick/cittaclick/knowledge"
)

// otherDays is how many charters of other days are kept.
const otherDays = 8

// charters gives the charter as it stands on any day: the current one for the
// days it covers, one read for the purpose for others.
type charters struct {
	keeper *keeper
	read   *lru.Cache[dayAtVersion, *knowledge.Charter]
}

type dayAtVersion struct {
	day     knowledge.Date
	version knowledge.ChangeID
}

func newCharters(k *keeper) *charters {
	cache, err := lru.New[dayAtVersion, *knowledge.Charter](otherDays)
	if err != nil {
		panic(err) // only a size below one is refused
	}
	return &charters{keeper: k, read: cache}
}

// On returns the charter on a day.
func (c *charters) On(ctx context.Context, day knowledge.Date) (knowledge.View, error) {
	world := c.keeper.World()
	if world == nil {
		return knowledge.View{}, fault.New(fault.Unavailable, "la carta dei servizi non è ancora stata caricata")
	}
	window := knowledge.CharterWindow(knowledge.DateOf(c.keeper.now()))
	if window.Contains(day) {
		return world.Charter.On(day), nil
	}
	key := dayAtVersion{day, world.Charter.Version()}
	if charter, ok := c.read.Get(key); ok {
		return charter.On(day), nil
	}
	// The whole window, because a day's next opening may be weeks ahead of it.
	facts, err := c.keeper.reader.FactsAt(ctx, key.version, knowledge.CharterWindow(day))
	if err != nil {
		return knowledge.View{}, fmt.Errorf("read charter of %s: %w", day, err)
	}
	charter, err := knowledge.NewCharter(facts, c.keeper.zone)
	if err != nil {
		return knowledge.View{}, fmt.Errorf("build charter of %s: %w", day, err)
	}
	c.read.Add(key, charter)
	return charter.On(day), nil
}
