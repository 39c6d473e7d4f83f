package bot_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/cittaclick/cittaclick/bot"
	"github.com/cittaclick/cittaclick/knowledge"
)

var update = flag.Bool("update", false, "write the transcripts anew, and raise the floors")

// The transcripts are conversations with the demo municipality, to be read as
// prose. In a file, "# words" is a remark, "@ moment" sets the clock, "> words"
// is what the citizen writes, ">> action" the button pressed and ">@ latitude
// longitude" where they are; "---" begins another conversation. All the rest is
// what the assistant answers.
func TestTranscripts(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/transcripts/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no transcripts: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			t.Parallel()
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := replay(t, want)
			if *update {
				if err := os.WriteFile(file, got, 0o644); err != nil { //nolint:gosec // read by everyone
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(want), string(got)); diff != "" {
				t.Errorf("the conversation differs (-want +got); if it is better so, run the test with -update:\n%s", diff)
			}
		})
	}
}

// replay plays the citizen's lines of a transcript and writes it whole again.
func replay(t *testing.T, script []byte) []byte {
	t.Helper()
	world, err := district()
	if err != nil {
		t.Fatalf("build the demo municipality: %v", err)
	}
	citizen := talkIn(t, world, at(t, "2026-11-20 10:00"))
	var out bytes.Buffer
	for line := range strings.Lines(string(script)) {
		line = strings.TrimSuffix(line, "\n")
		switch {
		case strings.HasPrefix(line, "#"):
			fmt.Fprintln(&out, line)
		case line == "---":
			citizen = talkIn(t, world, citizen.now)
			fmt.Fprintf(&out, "\n%s\n", line)
		case strings.HasPrefix(line, "@ "):
			citizen.now = at(t, line[2:])
			fmt.Fprintln(&out, line)
		case strings.HasPrefix(line, ">> "):
			fmt.Fprintf(&out, "\n%s\n%s", line, answered(citizen.Presses(line[3:])))
		case strings.HasPrefix(line, ">@ "):
			fmt.Fprintf(&out, "\n%s\n%s", line, answered(citizen.IsAt(line[3:])))
		case line == ">", strings.HasPrefix(line, "> "):
			fmt.Fprintf(&out, "\n%s\n%s", line, answered(citizen.Says(strings.TrimSpace(line[1:]))))
		}
	}
	return out.Bytes()
}

func answered(r bot.Reply) string { return fmt.Sprintf("%s{%s}\n", render(r), r.Ending) }

// citizen is one conversation with the assistant.
type citizen struct {
	t            *testing.T
	bot          *bot.Bot
	now          time.Time
	conversation bot.ConversationID
}

// talk begins a conversation with a bot that keeps it in memory.
func talk(t *testing.T, now time.Time) *citizen {
	t.Helper()
	return talkIn(t, demoWorld(t), now)
}

func talkIn(t *testing.T, world *bot.World, now time.Time) *citizen {
	t.Helper()
	c := &citizen{t: t, now: now}
	c.bot = newBot(t, bot.Deps{World: func() *bot.World { return world }, Now: func() time.Time { return c.now }})
	return c
}

// Says sends words and returns the reply.
func (c *citizen) Says(words string) bot.Reply { return c.sends(bot.Message{Text: words}) }

// Presses sends a button's action and returns the reply.
func (c *citizen) Presses(action string) bot.Reply { return c.sends(bot.Message{Action: action}) }

// IsAt tells a position, written as "44.001 9.002", and returns the reply.
func (c *citizen) IsAt(where string) bot.Reply {
	c.t.Helper()
	var at knowledge.Position
	if _, err := fmt.Sscan(where, &at.Latitude, &at.Longitude); err != nil {
		c.t.Fatalf("position %q: %v", where, err)
	}
	return c.sends(bot.Message{Place: &at})
}

func (c *citizen) sends(m bot.Message) bot.Reply {
	c.t.Helper()
	m.Conversation, m.Channel = c.conversation, "test"
	reply, err := c.bot.Turn(c.t.Context(), m)
	if err != nil {
		c.t.Fatalf("turn %+v: %v", m, err)
	}
	c.conversation = reply.Conversation
	return reply
}
