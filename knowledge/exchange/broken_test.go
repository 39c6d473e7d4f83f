package exchange_test

import (
	"errors"
	"flag"
	"maps"
	"os"
	"path"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/cittaclick/cittaclick/internal/fault"
	"github.com/cittaclick/cittaclick/knowledge/exchange"
)

var update = flag.Bool("update", false, "write the problems reported into testdata/broken")

// TestBrokenFiles reads the charters of testdata, one a file, each named after
// the rule it breaks. A file is a charter in txtar's manner: "-- path --" begins
// a file, and what stands under "-- problems --" is what must be reported.
func TestBrokenFiles(t *testing.T) {
	t.Parallel()
	cases, err := os.ReadDir("testdata/broken")
	if err != nil {
		t.Fatal(err)
	}
	if len(cases) < 20 {
		t.Fatalf("found %d broken charters", len(cases))
	}
	for _, file := range cases {
		t.Run(strings.TrimSuffix(file.Name(), ".txt"), func(t *testing.T) {
			t.Parallel()
			fsys := archive(t, path.Join("testdata/broken", file.Name()))
			want := string(fsys["problems"].Data)
			delete(fsys, "problems")
			_, err := exchange.Load(fsys)
			problems, ok := errors.AsType[exchange.Problems](err)
			if !ok || !errors.Is(err, fault.Invalid) {
				t.Fatalf("got %v, want problems", err)
			}
			got := problems.Error() + "\n"
			if *update {
				rewrite(t, path.Join("testdata/broken", file.Name()), got)
			} else if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
		})
	}
}

// rewrite puts other problems into a case; read them as prose before committing.
func rewrite(t *testing.T, name, problems string) {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	const mark = "-- problems --\n"
	head, _, _ := strings.Cut(string(data), mark)
	if err := os.WriteFile(name, []byte(head+mark+problems), 0o600); err != nil {
		t.Fatal(err)
	}
}

// archive reads a charter written in one file, on top of what makes a charter
// sound.
func archive(t testing.TB, name string) fstest.MapFS {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return charter(t, string(data))
}

// charter makes a file system of a text in which "-- path --" begins a file. A
// local charter with an office needs no more than the files that are about it.
func charter(t testing.TB, archive string) fstest.MapFS {
	t.Helper()
	fsys := maps.Clone(small)
	if strings.Contains(archive, "-- base/carta.yaml --") { // it brings its own layers
		fsys = fstest.MapFS{}
	}
	current := ""
	for line := range strings.Lines(archive) {
		if name, ok := strings.CutPrefix(strings.TrimSpace(line), "-- "); ok {
			current = strings.TrimSuffix(name, " --")
			fsys[current] = &fstest.MapFile{}
		} else if current != "" {
			fsys[current].Data = append(fsys[current].Data, line...)
		}
	}
	return fsys
}

// small is the least local charter that the cases refer to.
var small = fstest.MapFS{
	"carta.yaml": {Data: []byte("formato: 1\nstrato: locale\n")},
	"atti.yaml": {Data: []byte(`- {slug: dd-2026-118, tipo: determinazione, numero: "118", data: 2026-11-10, oggetto: Trasferimento dell'anagrafe}
`)},
	"sedi/palazzo.yaml": {Data: []byte("slug: palazzo\ndal: 2000-01-01\nnome: Palazzo\nindirizzo: Piazza 1\n")},
	"sedi/villa.yaml":   {Data: []byte("slug: villa\ndal: 2010-01-01\nnome: Villa\nindirizzo: Via 2\n")},
	"uffici/anagrafe.yaml": {Data: []byte(`slug: anagrafe
dal: 2000-01-01
nome: Ufficio anagrafe
tipo: ufficio
sede: palazzo
`)},
}
