package bot_test

import (
	"context"
	"crypto/rand"
	"testing"

	"github.com/cittaclick/cittaclick/bot"
)

// newBot returns a bot of the demo municipality with what d leaves out filled
// in, closed when the test ends.
func newBot(t testing.TB, d bot.Deps) *bot.Bot {
	t.Helper()
	if d.World == nil {
		world := demoWorld(t)
		d.World = func() *bot.World { return world }
	}
	if d.Random == nil {
		d.Random = rand.Reader
	}
	b := bot.New(d)
	t.Cleanup(func() { _ = b.Close(context.WithoutCancel(t.Context())) })
	return b
}
