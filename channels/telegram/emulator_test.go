package telegram_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/cittaclick/cittaclick/channels/telegram"
)

const emulatorDir = "testdata/emulator"

// emulator is telegram-test-api in a process of its own: somebody else's reading
// of the Bot API. It knows nine methods and answers 500 to the others.
type emulator struct {
	t       *testing.T
	address string
}

// emulate starts an emulator, which ends with the test.
func emulate(t *testing.T, args ...string) *emulator {
	t.Helper()
	if _, err := os.Stat(filepath.Join(emulatorDir, "node_modules", "telegram-test-api")); err != nil {
		t.Fatalf("the package telegram-test-api is not installed: run\n\tnpm ci --prefix channels/telegram/%s\n(make test does): %v", emulatorDir, err)
	}
	node := exec.CommandContext(t.Context(), "node", append([]string{"server.mjs"}, args...)...)
	node.Dir, node.Stderr = emulatorDir, os.Stderr
	out, err := node.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := node.Start(); err != nil {
		t.Fatalf("start the emulator (is Node.js installed?): %v", err)
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

// post calls one of the emulator's own addresses.
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
	client := http.Client{Timeout: patience}
	response, err := client.Do(request)
	if err != nil {
		e.t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	if err := json.NewDecoder(response.Body).Decode(result); err != nil || response.StatusCode != http.StatusOK {
		e.t.Fatalf("%s: status %d, %v", path, response.StatusCode, err)
	}
}

// sends puts something of a citizen before the bot.
func (e *emulator) sends(path string, what map[string]any) {
	e.t.Helper()
	what["botToken"] = token
	var done struct{}
	e.post(path, what, &done)
}

func (e *emulator) says(chat int64, text string) {
	e.t.Helper()
	e.sends("/sendMessage", message(chat, map[string]any{"text": text}))
}

// answers waits for so many messages in a chat that were not yet returned.
func (e *emulator) answers(chat int64, n int) []call {
	e.t.Helper()
	var got []call
	for deadline := time.Now().Add(patience); len(got) < n; {
		if time.Now().After(deadline) {
			e.t.Fatalf("in chat %d came %d messages, want %d", chat, len(got), n)
		}
		var more struct {
			Result []struct {
				Message call `json:"message"`
			} `json:"result"`
		}
		e.post("/getUpdates", map[string]any{"token": token, "chatId": fmt.Sprint(chat)}, &more)
		for _, m := range more.Result {
			got = append(got, m.Message)
		}
	}
	return got
}

func TestTheEmulatorIsAnswered(t *testing.T) {
	t.Parallel()
	e := emulate(t)
	open(t, e.address)
	e.says(5, question)
	first := e.answers(5, 1)[0]
	if !strings.Contains(first.Text, "16,79 euro") || len(first.keys()) != 4 || first.Mode != "HTML" {
		t.Errorf("answered is %+v", first)
	}
	e.sends("/sendCallback", map[string]any{
		"from": person(5), "data": first.Markup.Rows[0][0].Action,
		"message": message(5, map[string]any{"reply_markup": first.Markup}),
	})
	if pressed := e.answers(5, 1)[0]; !strings.HasPrefix(pressed.Text, "▸ <b>Cosa serve</b>\n\nCarta d'identità elettronica (CIE): ecco che cosa serve.") {
		t.Errorf("the button is answered with:\n%s", pressed.Text)
	}
	command := message(5, map[string]any{"text": "/orari", "entities": []any{map[string]any{"type": "bot_command", "offset": 0, "length": 6}}})
	e.sends("/sendCommand", command)
	if hours := e.answers(5, 1)[0]; !strings.Contains(hours.Text, "Uffici oggi, lunedì 23 novembre") {
		t.Errorf("the command is answered with:\n%s", hours.Text)
	}
	e.says(5, "dove si trova l'anagrafe?")
	if place := e.answers(5, 2)[1]; !strings.Contains(place.Text, "openstreetmap.org") {
		t.Errorf("the place, which cannot be shown, is told as:\n%s", place.Text)
	}
}

func TestAConversationGoesOnThroughTheEmulatorAfterARestart(t *testing.T) {
	t.Parallel()
	e, kept := emulate(t), newDrawer()
	first := open(t, e.address, keptIn(kept))
	e.says(6, question)
	e.answers(6, 1)
	first.stop()
	e.says(6, "e che documenti servono?") // while nobody listens
	open(t, e.address, keptIn(kept))
	if got := e.answers(6, 1)[0].Text; !strings.HasPrefix(got, "Carta d'identità elettronica (CIE): ecco che cosa serve.") {
		t.Errorf("after the restart the answer is:\n%s", got)
	}
}

// The emulator sends no secret: what it has is the address that was registered.
func TestTheEmulatorsWebhook(t *testing.T) {
	t.Parallel()
	for name, args := range map[string][]string{"as it is": nil, "as documented": {"--as-documented"}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := emulate(t, args...)
			tw := openWith(t, e.address, "own"+telegram.WebhookPath)
			tw.log.await(t, "telegram listens") // the webhook is set
			for range 3 {
				e.says(6, question)
				if got := e.answers(6, 1)[0].Text; !strings.Contains(got, "16,79 euro") {
					t.Errorf("answered is:\n%s", got)
				}
			}
		})
	}
}
