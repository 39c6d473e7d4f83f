package e2e

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// anAct is a directory as the URP writes it: one act, and what it changes.
var anAct = map[string]string{
	"carta.yaml": "formato: 1\nstrato: locale\n",
	"atti.yaml": `- slug: dd-2026-777
  tipo: determinazione
  numero: "777"
  data: 2026-11-10
  organo: Dirigente del Settore Risorse
  oggetto: Trasferimento dell'Ufficio tributi
`,
	"uffici/tributi.yaml": `slug: tributi
sede:
  - {dal: 2026-12-01, atto: dd-2026-777, valore: villa-margherita}
stanze:
  - {dal: 2026-12-01, atto: dd-2026-777, valore: [villa-margherita/t01]}
indicazioni:
  - {dal: 2026-12-01, atto: dd-2026-777, valore: "Piano terra, prima porta."}
`,
}

// TestAnActIsToldFromItsDay imports the demo on 1 November and, on the 10th, an
// act in force from 1 December, and asks where the office is on several days;
// with what was known on the 5th, nobody knows of the move.
func TestAnActIsToldFromItsDay(t *testing.T) {
	t.Parallel()
	dir, act := dataDir(t), t.TempDir()
	for name, content := range anAct {
		path := filepath.Join(act, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	command(t, "import", "base", "demo", "--data-dir", dir, "--clock", "2026-11-01T09:00")
	if said := command(t, "import", act, "--data-dir", dir, "--clock", "2026-11-10T09:00"); !strings.Contains(said, "ufficio tributi: ") {
		t.Errorf("the import does not say what changed: %s", said)
	}
	const here, there, announced = "Sede: Palazzo comunale", "Sede: Villa Margherita", "dal 1° dicembre 2026 si va qui"
	tests := map[string]struct {
		args      []string
		want, not string
	}{
		"two weeks before, it is still here":   {[]string{"--clock", "2026-11-20T10:00"}, here, "prima era"},
		"and the move is announced":            {[]string{"--clock", "2026-11-20T10:00"}, announced, "prima era"},
		"from the day on it is there":          {[]string{"--clock", "2026-12-02T10:00"}, there, announced},
		"in the past it is here":               {[]string{"--clock", "2026-10-01T10:00"}, here, there},
		"nothing was known of it 5 November":   {[]string{"--clock", "2026-12-02T10:00", "--known-on", "2026-11-05"}, here, there},
		"nor is it announced with that memory": {[]string{"--clock", "2026-11-20T10:00", "--known-on", "2026-11-05"}, here, announced},
	}
	for name, tt := range tests {
		said := command(t, append([]string{"ask", "--data-dir", dir, "dov'è l'ufficio tributi?"}, tt.args...)...)
		if !strings.Contains(said, tt.want) || strings.Contains(said, tt.not) {
			t.Errorf("%s: want %q and not %q in\n%s", name, tt.want, tt.not, said)
		}
	}
}
