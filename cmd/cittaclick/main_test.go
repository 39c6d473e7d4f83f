package main

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/alecthomas/kong"
)

// typed runs the program as typed at a shell.
func typed(t *testing.T, input string, args ...string) (status int, out, said string) {
	t.Helper()
	lexicon(t) // so that commands that run at once do not learn it each
	var stdout, stderr bytes.Buffer
	status = run(t.Context(), args, console{strings.NewReader(input), &stdout, &stderr})
	return status, stdout.String(), stderr.String()
}

func TestWhatIsTypedWrong(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		args   []string
		status int
		said   string
	}{
		"an unknown command":           {[]string{"servi"}, exitUsage, "cittaclick --help"},
		"a clock that is no time":      {[]string{"ask", "--charter", "demo", "--clock", "ieri", "ciao"}, exitFailed, "2026-12-01T09:00"},
		"a charter that is not there":  {[]string{"ask", "--charter", "/non/esiste", "ciao"}, exitFailed, "carta.yaml"},
		"a day that is none":           {[]string{"export", "--charter", "demo", "--on", "domani", "x"}, exitFailed, "2026-12-01"},
		"questions of an unknown kind": {[]string{"eval", "--charter", "demo", "main_test.go"}, exitFailed, ".tsv"},
		"ours and theirs together":     {[]string{"import", "demo", "--ours", "--theirs"}, exitUsage, "--ours"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			status, _, said := typed(t, "", tt.args...)
			if status != tt.status || !strings.Contains(said, tt.said) {
				t.Errorf("status %d, want %d; said %q, want it to name %q", status, tt.status, said, tt.said)
			}
		})
	}
}

func TestAConversationAtTheCommandLine(t *testing.T) {
	t.Parallel()
	status, out, said := typed(t, "dove rinnovo la carta d'identità?\ne quanto costa?\n1\n",
		"ask", "--charter", "demo", "--clock", "2026-11-23T10:00")
	if status != 0 {
		t.Fatalf("status %d: %s", status, said)
	}
	for _, want := range []string{"Piazza della Libertà 1", "16,79 euro", "Fototessera", "[1]"} {
		if !strings.Contains(strings.ToLower(out), strings.ToLower(want)) {
			t.Errorf("conversation without %q:\n%s", want, out)
		}
	}
	if n := strings.Count(out, "assistente automatico"); n != 1 {
		t.Errorf("the first turn's notice %d times, want once", n)
	}
}

func TestExportRefusesADirectoryWithSomethingInIt(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "appunti.txt"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	status, _, said := typed(t, "", "export", "--charter", "demo", dir)
	if status != exitFailed || !strings.Contains(said, "non è vuota") {
		t.Errorf("status %d, said %q", status, said)
	}
}

func TestImportNamesFileLineAndField(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if status, _, said := typed(t, "", "export", "--charter", "demo", dir); status != 0 {
		t.Fatal(said)
	}
	file := filepath.Join(dir, "locale", "uffici", "anagrafe.yaml")
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	broken := bytes.Replace(content, []byte("tipo: ufficio"), []byte("tipo: uficio"), 1)
	if err := os.WriteFile(file, broken, 0o600); err != nil {
		t.Fatal(err)
	}
	status, _, said := typed(t, "", "ask", "--charter", dir, "ciao")
	if status != exitFailed || !strings.Contains(said, "uffici/anagrafe.yaml:") || !strings.Contains(said, "tipo") {
		t.Errorf("status %d, said %q; want the file, the line and the field", status, said)
	}
}

func flagWithEnvs(names ...string) *kong.Flag {
	return &kong.Flag{Envs: names}
}

func TestSecretsComeFromFiles(t *testing.T) {
	t.Parallel()
	env := map[string]string{"DATABASE_URL_FILE": "/run/secrets/url"}
	read := func(path string) ([]byte, error) {
		if path != "/run/secrets/url" {
			return nil, errors.New("another file")
		}
		return []byte("postgres://segreto\n"), nil
	}
	resolver := secretFiles(func(name string) string { return env[name] }, read)
	flag := flagWithEnvs("CITTACLICK_DATABASE_URL", "DATABASE_URL")
	got, err := resolver.Resolve(nil, nil, flag)
	if err != nil || got != "postgres://segreto" {
		t.Errorf("resolved %v, %v", got, err)
	}
	env["DATABASE_URL"] = "postgres://scritto"
	if got, err := resolver.Resolve(nil, nil, flag); err != nil || got != nil {
		t.Errorf("resolved %v, %v: the variable itself wins", got, err)
	}
}

func TestTheClockTicksOn(t *testing.T) {
	t.Parallel()
	now, zone, err := clockFlag{Clock: "2026-12-01T09:00"}.start()
	if err != nil {
		t.Fatal(err)
	}
	begin := time.Date(2026, 12, 1, 9, 0, 0, 0, zone)
	first := now()
	if first.Before(begin) || first.Sub(begin) > time.Minute {
		t.Errorf("clock starts at %s, want %s", first, begin)
	}
	if second := now(); !second.After(first) {
		t.Errorf("clock stands still at %s", second)
	}
}
