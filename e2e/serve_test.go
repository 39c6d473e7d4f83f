package e2e

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"
)

// The question of the issue that began it all.
const costAndPlace = "quanto costa la carta d'identità e dove devo andare?"

func TestAQuestionIsAnsweredWithCostAndPlace(t *testing.T) {
	t.Parallel()
	p := serve(t, dataDir(t))
	answer := p.ask("", costAndPlace)
	if got, want := answer.Understanding.Target, "svc:carta-identita"; got != want {
		t.Errorf("target %q, want %q", got, want)
	}
	if got := answer.Understanding.Aspects; !slices.Contains(got, "cost") || !slices.Contains(got, "where") {
		t.Errorf("aspects %v, want cost and where", got)
	}
	for _, want := range []string{"16,79", "Piazza della Libertà"} {
		if !strings.Contains(answer.text(), want) {
			t.Errorf("answer without %q: %s", want, answer.text())
		}
	}
}

// TestAConversationSurvivesKilling kills the program and its database at once in
// mid-conversation, and goes on after a restart.
func TestAConversationSurvivesKilling(t *testing.T) {
	t.Parallel()
	dir := dataDir(t)
	p := serve(t, dir)
	first := p.ask("", "devo rinnovare la carta d'identità")
	database := postmaster(t, dir)
	p.kill()
	if err := database.Kill(); err != nil {
		t.Fatal(err)
	}

	p = serve(t, dir)
	second := p.ask(first.Conversation, "e quanto costa?")
	if second.Conversation != first.Conversation {
		t.Errorf("conversation %q, want %q to go on", second.Conversation, first.Conversation)
	}
	if got, want := second.Understanding.Target, first.Understanding.Target; got != want {
		t.Errorf("target %q, want still %q", got, want)
	}
	if got := second.Understanding.Aspects; !slices.Contains(got, "cost") {
		t.Errorf("aspects %v, want cost", got)
	}
}

// TestTheDatabaseMayBeKilled kills the private server under a running program:
// questions are answered meanwhile, and the server comes back.
func TestTheDatabaseMayBeKilled(t *testing.T) {
	t.Parallel()
	dir := dataDir(t)
	p := serve(t, dir, "--rate-limit", "0")
	first := p.ask("", "dove pago la TARI?")
	killed := postmaster(t, dir)
	if err := killed.Kill(); err != nil {
		t.Fatal(err)
	}
	again := p.ask(first.Conversation, "e gli orari?")
	if again.Conversation != first.Conversation {
		t.Errorf("conversation %q, want %q to go on", again.Conversation, first.Conversation)
	}
	for deadline := time.Now().Add(patience); postmasterID(dir) == killed.Pid || !p.databaseAnswers(); {
		if time.Now().After(deadline) {
			t.Fatalf("the private server did not come back:\n%s", p.stderr)
		}
	}
	p.ask(first.Conversation, "e quanto costa?")
}

// TestStoppingWaitsForTheLastTurn stops the program just after its database was
// killed: the turn that was only in memory is written when the server is back.
func TestStoppingWaitsForTheLastTurn(t *testing.T) {
	t.Parallel()
	dir := dataDir(t)
	p := serve(t, dir)
	first := p.ask("", "devo rinnovare la carta d'identità")
	if err := postmaster(t, dir).Kill(); err != nil {
		t.Fatal(err)
	}
	p.ask(first.Conversation, "anzi, dove pago la TARI?")
	p.stop()

	p = serve(t, dir)
	if got := p.ask(first.Conversation, "e quanto costa?"); got.Conversation != first.Conversation ||
		!strings.HasPrefix(got.Understanding.Target, "svc:tari") {
		t.Errorf("conversation %q about %q, want %q about the TARI", got.Conversation, got.Understanding.Target, first.Conversation)
	}
}

func TestASecondServeIsRefused(t *testing.T) {
	t.Parallel()
	dir := dataDir(t)
	p := serve(t, dir)
	out, err := exec.CommandContext(t.Context(), binary, "serve", "--listen", "127.0.0.1:0", "--data-dir", dir).CombinedOutput()
	if err == nil {
		t.Fatalf("a second serve ran: %s", out)
	}
	if !strings.Contains(string(out), dir) {
		t.Errorf("the refusal does not name the directory: %s", out)
	}
	p.ask("", "orari dell'anagrafe") // the first is not disturbed
}

// TestCommandsJoinTheRunningServer exports while the program serves, imports
// what was exported, and finds nothing new.
func TestCommandsJoinTheRunningServer(t *testing.T) {
	t.Parallel()
	dir := dataDir(t)
	p := serve(t, dir)
	out := t.TempDir() + "/carta"
	command(t, "export", out, "--data-dir", dir)
	if said := command(t, "import", out, "--data-dir", dir); !strings.Contains(said, "niente di nuovo") {
		t.Errorf("importing what was exported changed something: %s", said)
	}
	p.ask("", "orari dell'anagrafe")
}

func TestTheDemoNeedsNoDatabase(t *testing.T) {
	t.Parallel()
	said := command(t, "ask", "--charter", "demo", "--clock", "2026-11-23T10:00", costAndPlace)
	for _, want := range []string{"16,79", "Piazza della Libertà"} {
		if !strings.Contains(said, want) {
			t.Errorf("answer without %q: %s", want, said)
		}
	}
}

func command(t *testing.T, args ...string) string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), binary, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("cittaclick %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return string(out)
}
