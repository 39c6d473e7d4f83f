// Package e2e tries the built program from outside, as whoever installs it
// does: the binary, its private PostgreSQL, HTTP. It imports nothing of it.
package e2e

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// patience bounds every wait: it is far more than what is waited for takes.
const patience = 60 * time.Second

var (
	binary string
	client = &http.Client{Timeout: patience}
)

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "cittaclick-e2e-")
	if err == nil {
		err = lookAtSources()
	}
	if err == nil {
		binary = filepath.Join(dir, "cittaclick")
		build := exec.CommandContext(context.Background(), "go", "build", "-o", binary, "../cmd/cittaclick")
		build.Stdout, build.Stderr = os.Stderr, os.Stderr
		err = build.Run()
	}
	if err == nil {
		err = learnOnce()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "prepare the program:", err)
		os.Exit(1)
	}
	status := m.Run()
	_ = os.RemoveAll(dir)
	os.Exit(status)
}

// learnOnce has the program learn the base charter and keep it. Tests that start
// at once would each learn it, which takes longer than their patience on a loaded
// machine, and 600 MB each.
func learnOnce() error {
	asked := exec.CommandContext(context.Background(), binary, "ask", "--charter", "demo", "buongiorno")
	asked.Stderr = os.Stderr
	return asked.Run()
}

// lookAtSources reads the folders that the program is built from. These tests
// import nothing of it: without a look, go test would give the results of an
// earlier program from its cache.
func lookAtSources() error {
	return filepath.WalkDir("..", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && entry.IsDir() && name != ".." && (strings.HasPrefix(entry.Name(), ".") || entry.Name() == "node_modules" || entry.Name() == "bin") {
			return fs.SkipDir
		}
		return err
	})
}

// dataDir is a directory that also the server's unprivileged user can cross,
// which runs when the tests run as root.
func dataDir(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "cc-") //nolint:usetesting // t.TempDir lies below directories of mode 0700
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	if err := os.Chmod(dir, 0o755); err != nil { //nolint:gosec // see above
		t.Fatal(err)
	}
	return filepath.Join(dir, "data")
}

// program is a running `serve`.
type program struct {
	t       *testing.T
	command *exec.Cmd
	address string
	stderr  *bytes.Buffer
}

var apiAddress = regexp.MustCompile(`http://([0-9.:]+)/api/v1/messages`)

// serve starts the program on a data directory and waits until it tells its address.
func serve(t *testing.T, dir string, args ...string) *program {
	t.Helper()
	p := &program{t: t, stderr: new(bytes.Buffer)}
	p.command = exec.CommandContext(context.WithoutCancel(t.Context()), binary, append([]string{"serve", "--demo", "--listen", "127.0.0.1:0", "--data-dir", dir}, args...)...)
	p.command.Stderr = p.stderr
	out, err := p.command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.stop)
	found := make(chan string, 1)
	go func() {
		defer close(found)
		for lines := bufio.NewScanner(out); lines.Scan(); {
			if m := apiAddress.FindStringSubmatch(lines.Text()); m != nil {
				found <- m[1]
			}
		}
	}()
	select {
	case p.address = <-found:
	case <-time.After(patience):
	}
	if p.address == "" {
		t.Fatalf("no address told:\n%s", p.stderr)
	}
	return p
}

// stop ends the program as systemd does, and waits.
func (p *program) stop() {
	if p.command.ProcessState != nil {
		return
	}
	_ = p.command.Process.Signal(syscall.SIGTERM)
	done := make(chan error, 1)
	go func() { done <- p.command.Wait() }()
	select {
	case err := <-done:
		if err != nil {
			p.t.Errorf("program ended with %v:\n%s", err, p.stderr)
		}
	case <-time.After(patience):
		_ = p.command.Process.Kill()
		p.t.Errorf("program did not end:\n%s", p.stderr)
	}
}

// kill ends the program without a chance to tidy up.
func (p *program) kill() {
	p.t.Helper()
	if err := p.command.Process.Kill(); err != nil {
		p.t.Fatal(err)
	}
	_ = p.command.Wait()
}

// reply is what the API answers.
type reply struct {
	Conversation  string `json:"conversation"`
	Understanding struct {
		Target  string   `json:"target"`
		Aspects []string `json:"aspects"`
	} `json:"understanding"`
	Blocks []json.RawMessage `json:"blocks"`
}

func (r reply) text() string {
	var all strings.Builder
	for _, block := range r.Blocks {
		all.Write(block)
	}
	return all.String()
}

// ask sends one message and expects an answer.
func (p *program) ask(conversation, text string) reply {
	p.t.Helper()
	body, err := json.Marshal(map[string]string{"conversation": conversation, "text": text})
	if err != nil {
		p.t.Fatal(err)
	}
	request, err := http.NewRequestWithContext(p.t.Context(), http.MethodPost, "http://"+p.address+"/api/v1/messages", bytes.NewReader(body))
	if err != nil {
		p.t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	response, err := client.Do(request)
	if err != nil {
		p.t.Fatalf("ask %q: %v\n%s", text, err, p.stderr)
	}
	defer func() { _ = response.Body.Close() }()
	var answer reply
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil || response.StatusCode != http.StatusOK {
		p.t.Fatalf("ask %q: status %d, %v\n%s", text, response.StatusCode, err, p.stderr)
	}
	return answer
}

// databaseAnswers asks /readyz, which has to say that the program is ready.
func (p *program) databaseAnswers() bool {
	p.t.Helper()
	request, err := http.NewRequestWithContext(p.t.Context(), http.MethodGet, "http://"+p.address+"/readyz", nil)
	if err != nil {
		p.t.Fatal(err)
	}
	response, err := client.Do(request)
	if err != nil {
		p.t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	var ready struct {
		Database string `json:"database"`
	}
	if err := json.NewDecoder(response.Body).Decode(&ready); err != nil || response.StatusCode != http.StatusOK {
		p.t.Fatalf("ready: status %d, %v: a charter is loaded, so it has to be", response.StatusCode, err)
	}
	return ready.Database == "ok"
}

// postmaster returns the process of the private server.
func postmaster(t *testing.T, dir string) *os.Process {
	t.Helper()
	process, err := os.FindProcess(postmasterID(dir))
	if err != nil || process.Pid == 0 {
		t.Fatalf("no private server in %s: %v", dir, err)
	}
	return process
}

// postmasterID is the private server's process by its own file, 0 without one.
func postmasterID(dir string) int {
	content, err := os.ReadFile(filepath.Join(dir, "postgres", "postmaster.pid"))
	if err != nil {
		return 0
	}
	first, _, _ := strings.Cut(string(content), "\n")
	pid, err := strconv.Atoi(first)
	if err != nil {
		return 0
	}
	return pid
}
