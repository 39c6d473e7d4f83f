package cittaclick_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// layers is the layer table of the design: a folder that is not here may not
// exist, and a third-party module that a folder does not name may not be used
// in it. To add to a row is a decision; read docs/decisions first.
var layers = layerTable{
	"internal/fault": {layer: 0, pure: true},

	"knowledge": {layer: 1, layers: []int{0}, pure: true},
	"nlu": {layer: 1, layers: []int{0}, folders: []string{"knowledge"}, pure: true, modules: []string{
		"github.com/blevesearch/snowballstem", "github.com/kamstrup/intmap", "golang.org/x/text",
	}},

	"wayfinding":         {layer: 2, layers: []int{0}, folders: []string{"knowledge"}, pure: true},
	"knowledge/lint":     {layer: 2, layers: []int{0}, folders: []string{"knowledge"}, pure: true},
	"casework":           {layer: 2, layers: []int{0}, folders: []string{"knowledge"}, pure: true},
	"casework/signature": {layer: 2, layers: []int{0}, pure: true},

	"bot": {layer: 3, layers: []int{0, 1, 2}, pure: true, modules: []string{"github.com/hashicorp/golang-lru/v2"}},

	"bot/bottest": {layer: testOnly, layers: []int{1}, folders: []string{"bot", "knowledge/base", "knowledge/demo", "knowledge/exchange", "nlu/bleveindex"}},

	"migrations": {layer: 4},
	"postgres":   {layer: 4, layers: []int{0}, folders: []string{"migrations"}, sql: true, modules: postgresModules},
	"postgres/pgtest": {
		layer: testOnly, layers: []int{0}, folders: []string{"postgres", "migrations"}, sql: true, modules: postgresModules,
	},

	"knowledge/knowledgepg": {layer: 5, layers: []int{0, 4}, folders: []string{"knowledge"}, sql: true, modules: pgx},
	"casework/caseworkpg":   {layer: 5, layers: []int{0, 4}, folders: []string{"casework"}, sql: true, modules: pgx},
	"bot/botpg":             {layer: 5, layers: []int{0, 1, 4}, folders: []string{"bot"}, sql: true, modules: pgx}, // what the bot keeps is told in types of layer 1
	"nlu/bleveindex": {layer: 5, layers: []int{0}, folders: []string{"nlu"}, modules: []string{
		"github.com/blevesearch/bleve/v2", "github.com/blevesearch/bleve_index_api",
	}},
	"knowledge/exchange": {layer: 5, layers: []int{0}, folders: []string{"knowledge"}, modules: []string{"go.yaml.in/yaml/v3"}},
	"knowledge/base":     {layer: 5},
	"knowledge/demo":     {layer: 5},
	"casework/paper":     {layer: 5, layers: []int{0}, folders: []string{"casework", "wayfinding"}},
	"signage":            {layer: 5, layers: []int{0}, folders: []string{"wayfinding"}},

	"channels/internal/httpkit": {layer: 6, layers: []int{0}, modules: []string{
		"github.com/evanw/esbuild", "github.com/go-chi/chi/v5", "github.com/prometheus/client_golang",
		"github.com/rs/cors", "golang.org/x/time",
	}},
	"channels/internal/look": {layer: 6, layers: []int{0}, folders: []string{"channels/internal/httpkit", "knowledge"}},

	"channels": {layer: 7, layers: []int{6}},

	"channels/api": {layer: 7, layers: channelLayers, modules: []string{
		"github.com/danielgtaylor/huma/v2", "github.com/go-chi/chi/v5",
	}},
	"channels/telegram": {layer: 7, layers: channelLayers, modules: []string{
		"github.com/go-chi/chi/v5", "github.com/go-telegram/bot", "github.com/hashicorp/golang-lru/v2",
	}},
	"channels/site": {layer: 7, layers: channelLayers, modules: []string{
		"github.com/go-chi/chi/v5", "github.com/hashicorp/golang-lru/v2",
	}},
	"channels/*": {layer: 7, layers: channelLayers, modules: []string{"github.com/go-chi/chi/v5"}},

	"cmd/cittaclick": {layer: 8, everything: true},

	// What knows only the running binary and the files of the repository.
	".":       {layer: 9, modules: []string{"go.yaml.in/yaml/v3"}},
	"e2e":     {layer: 9},
	"bench":   {layer: 9},
	"bench/*": {layer: 9},
}

var (
	channelLayers   = []int{0, 1, 2, 3, 6}
	pgx             = []string{"github.com/jackc/pgx/v5"}
	postgresModules = []string{
		"github.com/adrg/xdg", "github.com/gofrs/flock", "github.com/jackc/pgx/v5",
		"github.com/pressly/goose/v3", "golang.org/x/sync", "golang.org/x/sys",
	}

	// Tests anywhere may compare, generate, and run on the real data and the
	// real index rather than on invented ones.
	testModules = []string{"github.com/google/go-cmp", "pgregory.net/rapid"}
	testFolders = []string{"knowledge/base", "knowledge/demo", "knowledge/exchange", "nlu/bleveindex", "bot/bottest"}
)

func TestImportsKeepToTheirLayer(t *testing.T) {
	t.Parallel()
	files := goFiles(t)
	if len(files) < 3 {
		t.Fatalf("found %d Go files: the test does not see the repository", len(files))
	}
	for _, file := range files {
		for _, imported := range importsOf(t, file) {
			if problem := layers.importProblem(path.Dir(file), strings.HasSuffix(file, "_test.go"), imported); problem != "" {
				t.Errorf("%s: %s", file, problem)
			}
		}
	}
}

func TestLayerTableOnlyLooksDown(t *testing.T) {
	t.Parallel()
	for name, row := range layers {
		for _, below := range row.layers {
			if row.layer != testOnly && below >= row.layer {
				t.Errorf("%s (layer %d) may import all of layer %d: the table must only look down", name, row.layer, below)
			}
		}
		for _, target := range row.folders {
			if _, ok := layers[target]; !ok {
				t.Errorf("%s may import %s, which has no row", name, target)
			}
		}
	}
	for _, target := range testFolders {
		if _, ok := layers[target]; !ok {
			t.Errorf("tests may import %s, which has no row", target)
		}
	}
}

func TestImportRule(t *testing.T) {
	t.Parallel()
	const own = module + "/"
	tests := map[string]struct {
		in       string
		isTest   bool
		imported string
		want     string
	}{
		"the domain uses the standard library":       {in: "knowledge", imported: "strings"},
		"the domain uses the error kinds":            {in: "knowledge", imported: own + "internal/fault"},
		"the domain parses addresses":                {in: "knowledge", imported: "net/url"},
		"the domain has no network":                  {in: "knowledge", imported: "net/http", want: `knowledge does no I/O and may not import "net/http"`},
		"the domain has no files":                    {in: "bot", imported: "os", want: `bot does no I/O and may not import "os"`},
		"the domain has no processes":                {in: "bot", imported: "os/exec", want: `bot does no I/O and may not import "os/exec"`},
		"the domain has no SQL":                      {in: "casework", imported: "database/sql", want: `casework does not talk to Postgres and may not import "database/sql"`},
		"the domain has no driver":                   {in: "knowledge", imported: "github.com/jackc/pgx/v5", want: `knowledge may not use the module of "github.com/jackc/pgx/v5"`},
		"a test of the domain may read files":        {in: "knowledge", isTest: true, imported: "os"},
		"a test of the domain has no SQL either":     {in: "knowledge", isTest: true, imported: "database/sql", want: `knowledge does not talk to Postgres and may not import "database/sql"`},
		"a test may compare":                         {in: "knowledge", isTest: true, imported: "github.com/google/go-cmp/cmp"},
		"code may not compare with a test module":    {in: "knowledge", imported: "github.com/google/go-cmp/cmp", want: `knowledge may not use the module of "github.com/google/go-cmp/cmp"`},
		"a module is not its namesake":               {in: "nlu", imported: "golang.org/x/textual", want: `nlu may not use the module of "golang.org/x/textual"`},
		"a package of an allowed module is allowed":  {in: "nlu", imported: "golang.org/x/text/unicode/norm"},
		"knowledge does not know the understanding":  {in: "knowledge", imported: own + "nlu", want: "knowledge (layer 1) may not import nlu (layer 1)"},
		"the understanding knows the truth":          {in: "nlu", imported: own + "knowledge"},
		"the bot knows no adapter":                   {in: "bot", imported: own + "bot/botpg", want: "bot (layer 3) may not import bot/botpg (layer 5)"},
		"an adapter knows its own domain":            {in: "bot/botpg", imported: own + "bot"},
		"an adapter does not know another's":         {in: "knowledge/knowledgepg", imported: own + "bot", want: "knowledge/knowledgepg (layer 5) may not import bot (layer 3)"},
		"an adapter's test has its own database":     {in: "bot/botpg", isTest: true, imported: own + "postgres/pgtest"},
		"an adapter does not link the test database": {in: "bot/botpg", imported: own + "postgres/pgtest", want: "bot/botpg may not import postgres/pgtest: only tests of what talks to Postgres do"},
		"a channel's test has no database":           {in: "channels/api", isTest: true, imported: own + "postgres/pgtest", want: "channels/api may not import postgres/pgtest: only tests of what talks to Postgres do"},
		"a channel knows the bot":                    {in: "channels/site", imported: own + "bot"},
		"a channel uses the shared HTTP kit":         {in: "channels/api", imported: own + "channels/internal/httpkit"},
		"a channel does not know another":            {in: "channels/site", imported: own + "channels/console", want: "channels/site (layer 7) may not import channels/console (layer 7)"},
		"a channel does not know the store":          {in: "channels/api", imported: own + "knowledge/knowledgepg", want: "channels/api (layer 7) may not import knowledge/knowledgepg (layer 5)"},
		"a channel has no SQL":                       {in: "channels/api", imported: "database/sql", want: `channels/api does not talk to Postgres and may not import "database/sql"`},
		"an internal package follows its owner":      {in: "knowledge/internal/ranges", imported: "net", want: `knowledge does no I/O and may not import "net"`},
		"an owner imports its internal package":      {in: "knowledge", imported: own + "knowledge/internal/ranges"},
		"nobody imports another's internal package":  {in: "internal/fault", imported: own + "knowledge/internal/ranges", want: "internal/fault (layer 0) may not import knowledge (layer 1)"},
		"everything meets in cmd":                    {in: "cmd/cittaclick", imported: own + "knowledge/knowledgepg"},
		"a test of cmd has its own database":         {in: "cmd/cittaclick", isTest: true, imported: own + "postgres/pgtest"},
		"not even cmd links the test database":       {in: "cmd/cittaclick", imported: own + "postgres/pgtest", want: "cmd/cittaclick may not import postgres/pgtest: only tests of what talks to Postgres do"},
		"an unknown folder fails":                    {in: "utils", imported: "strings", want: `folder "utils" is not in the layer table`},
		"an unknown folder below a known one fails":  {in: "knowledge/cache", imported: "strings", want: `folder "knowledge/cache" is not in the layer table`},
		"an import of an unknown folder fails":       {in: "bot", imported: own + "helpers", want: `folder "helpers" is not in the layer table`},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := layers.importProblem(tt.in, tt.isTest, tt.imported); got != tt.want {
				t.Errorf("importProblem(%q, %v, %q) = %q, want %q", tt.in, tt.isTest, tt.imported, got, tt.want)
			}
		})
	}
}

// goFiles lists the Go files of the repository as the go command sees them:
// without testdata, hidden folders and what npm brings.
func goFiles(t *testing.T) []string {
	t.Helper()
	var files []string
	err := filepath.WalkDir(".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && name != "." && isIgnoredDir(entry.Name()) {
			return fs.SkipDir
		}
		if !entry.IsDir() && filepath.Ext(name) == ".go" {
			files = append(files, filepath.ToSlash(name))
		}
		return nil
	})
	if err != nil {
		t.Fatalf("walk the repository: %v", err)
	}
	return files
}

func isIgnoredDir(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_") || name == "testdata" || name == "node_modules"
}

// importsOf returns the distinct imports of a file, whatever its build tags.
func importsOf(t *testing.T, file string) []string {
	t.Helper()
	parsed, err := parser.ParseFile(token.NewFileSet(), filepath.FromSlash(file), nil, parser.ImportsOnly)
	if err != nil {
		t.Fatalf("parse imports: %v", err)
	}
	imports := map[string]bool{}
	for _, spec := range parsed.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Fatalf("%s: unquote import %s: %v", file, spec.Path.Value, err)
		}
		imports[imported] = true
	}
	return slices.Sorted(maps.Keys(imports))
}
