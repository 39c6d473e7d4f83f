package e2e

import (
	"bufio"
	"bytes"
	"encoding/json"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

const (
	emulatorDir = "../channels/telegram/testdata/emulator"
	botToken    = "4839574812:AAFD39kkdpWt3ywyRZergyOLMaJhac60qcK"
)

// emulator is the Bot API of the npm package telegram-test-api, which keeps
// updates until they are confirmed, as Telegram does.
type emulator struct {
	t       *testing.T
	address string
}

func emulate(t *testing.T) *emulator {
	t.Helper()
	if _, err := os.Stat(filepath.Join(emulatorDir, "node_modules")); err != nil {
		t.Fatalf("the emulator is not installed: run\n\tnpm ci --prefix channels/telegram/testdata/emulator\n(make test does): %v", err)
	}
	node := exec.CommandContext(t.Context(), "node", "server.mjs", "--as-documented")
	node.Dir, node.Stderr = emulatorDir, os.Stderr
	out, err := node.StdoutPipe()
	if err == nil {
		err = node.Start()
	}
	if err != nil {
		t.Fatalf("start the emulator: %v", err)
	}
	t.Cleanup(func() {
		_ = node.Process.Kill()
		_ = node.Wait()
	})
	address, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("the emulator tells no address: %v", err)
	}
	return &emulator{t: t, address: strings.TrimSpace(address)}
}

func (e *emulator) post(path string, what, result any) {
	e.t.Helper()
	body, err := json.Marshal(what)
	if err != nil {
		e.t.Fatal(err)
	}
	request, err := http.NewRequestWithContext(e.t.Context(), http.MethodPost, e.address+path, bytes.NewReader(body))
	if err != nil {
		e.t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	response, err := client.Do(request)
	if err != nil {
		e.t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	if err := json.NewDecoder(response.Body).Decode(result); err != nil || response.StatusCode != http.StatusOK {
		e.t.Fatalf("%s: status %d, %v", path, response.StatusCode, err)
	}
}

func (e *emulator) says(chat int, text string) {
	e.t.Helper()
	who := map[string]any{"id": chat, "type": "private", "first_name": "Zaccaria", "is_bot": false}
	var done struct{}
	e.post("/sendMessage", map[string]any{"botToken": botToken, "from": who, "chat": who, "date": 1763884800, "text": text}, &done)
}

// answers returns all that the bot said so far, by chat.
func (e *emulator) answers() map[int][]string {
	e.t.Helper()
	var history struct {
		Result []struct {
			Message struct {
				Bot  int    `json:"chat_id"` // set in what the bot says alone
				Text string `json:"text"`
			} `json:"message"`
		} `json:"result"`
	}
	e.post("/getUpdatesHistory", map[string]string{"token": botToken}, &history)
	said := make(map[int][]string)
	for _, h := range history.Result {
		if chat := h.Message.Bot; chat != 0 {
			said[chat] = append(said[chat], h.Message.Text)
		}
	}
	return said
}

// await waits until what the bot said is enough, and returns it.
func (e *emulator) await(enough func(said map[int][]string) bool) map[int][]string {
	e.t.Helper()
	for deadline := time.Now().Add(2 * patience); ; {
		said := e.answers()
		if enough(said) {
			return said
		}
		if time.Now().After(deadline) {
			e.t.Fatalf("what came is not enough: %d answers in %d chats", count(said), len(said))
		}
	}
}

// count is how many answers there are in all.
func count(said map[int][]string) (n int) {
	for _, texts := range said {
		n += len(texts)
	}
	return n
}

// turn is a question and what the answer to it alone says.
type turn struct{ question, answer string }

// talk is what each citizen asks: all but the first and the last are understood
// by what was asked before.
var talk = []turn{
	{"quanto costa la carta d'identità?", "Carta d'identità elettronica (CIE): ecco quanto costa."},
	{"e che documenti servono?", "Carta d'identità elettronica (CIE): ecco che cosa serve."},
	{"e quanto tempo ci vuole?", "Carta d'identità elettronica (CIE): ecco i tempi."},
	{"orari dell'anagrafe", "Orari — Ufficio anagrafe"},
}

// TestTwoHundredChatsSurviveKilling kills the program in the middle of the talks
// of two hundred citizens: after the restart each gets every answer, in order.
// Only what was sent in the very moment, and not yet noted, may come twice.
func TestTwoHundredChatsSurviveKilling(t *testing.T) {
	t.Parallel()
	const chats, half = 200, 2
	const atOnce = 8 // the desks of package telegram
	e, dir := emulate(t), dataDir(t)
	telegram := []string{"--telegram-token", botToken, "--telegram-api", e.address}
	e.allSay(chats, talk[:half])
	p := serve(t, dir, telegram...)
	e.await(func(said map[int][]string) bool { return count(said) > chats/2 })
	p.kill()
	before := count(e.answers())
	if before >= chats*half {
		t.Errorf("all %d answers were out: killed too late to prove anything", before)
	}
	p = serve(t, dir, telegram...)
	e.allSay(chats, talk[half:])
	said := e.await(func(said map[int][]string) bool {
		done := 0
		for _, texts := range said {
			if strings.Contains(texts[len(texts)-1], talk[len(talk)-1].answer) {
				done++
			}
		}
		return done == chats
	})
	p.stop()
	repeated := 0
	for chat := 1; chat <= chats; chat++ {
		repeated += e.inOrder(chat, said[chat])
	}
	if repeated > atOnce {
		t.Errorf("%d answers came twice, want at most the %d that are given at once", repeated, atOnce)
	}
	t.Logf("killed after %d answers of %d; %d came twice", before, chats*len(talk), repeated)
}

// allSay has so many citizens write, each in a chat of their own.
func (e *emulator) allSay(chats int, turns []turn) {
	e.t.Helper()
	for _, turn := range turns {
		for chat := 1; chat <= chats; chat++ {
			e.says(chat, turn.question)
		}
	}
}

// A token that nobody listens to stops neither the program's start nor its end.
func TestWithoutTelegramEverythingElseAnswers(t *testing.T) {
	t.Parallel()
	p := serve(t, dataDir(t), "--telegram-token", botToken, "--telegram-api", "http://127.0.0.1:1")
	if answer := p.ask("", costAndPlace); !strings.Contains(answer.text(), "16,79") {
		t.Errorf("answered is: %s", answer.text())
	}
	p.stop()
	log := p.stderr.String()
	if strings.Count(log, "telegram does not listen") != 1 || !strings.Contains(log, "Telegram non risponde") {
		t.Errorf("the log does not say once what is the matter:\n%s", log)
	}
	if _, secret, _ := strings.Cut(botToken, ":"); strings.Contains(log, secret) {
		t.Errorf("the token is in the log:\n%s", log)
	}
}

// inOrder checks that a chat got the answers to all questions in their order, and
// returns how many came twice.
func (e *emulator) inOrder(chat int, texts []string) (repeated int) {
	e.t.Helper()
	next := 0
	for _, text := range texts {
		switch {
		case next < len(talk) && strings.Contains(text, talk[next].answer):
			next++
		case next > 0 && strings.Contains(text, talk[next-1].answer):
			repeated++
		default:
			e.t.Errorf("chat %d: answer out of order, want that to %q:\n%s", chat, talk[min(next, len(talk)-1)].question, text)
			return repeated
		}
	}
	if next != len(talk) || repeated > 1 {
		e.t.Errorf("chat %d got %d answers of %d, %d twice", chat, next, len(talk), repeated)
	}
	return repeated
}
