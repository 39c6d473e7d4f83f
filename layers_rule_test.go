package cittaclick_test

import (
	"fmt"
	"path"
	"slices"
	"strings"
)

// module is the import path under which every folder of the table stands.
const module = "github.com/cittaclick/cittaclick"

// folder is one row of the layer table: what its code may import.
type folder struct {
	// layer orders the folders; testOnly marks what no program may link.
	layer int
	// layers and folders say whose packages of this module may be imported.
	layers  []int
	folders []string
	// modules are the third-party modules that it may use.
	modules []string
	// pure folders do no I/O: no network, files, processes, logs or SQL.
	pure bool
	// sql folders talk to Postgres.
	sql bool
	// everything lifts these limits: the one place where everything meets.
	everything bool
}

// testOnly is the layer of what only tests import.
const testOnly = -1

// ioPackages are the parts of the standard library that a pure folder must not
// import: whatever they give is handed to it as a value.
var ioPackages = []string{
	"database", "expvar", "flag", "html/template", "io/ioutil", "log", "net", "os", "plugin", "syscall", "testing",
}

// purePackages are allowed although they stand below one of ioPackages.
var purePackages = []string{"net/mail", "net/netip", "net/url"}

// layerTable holds the rows by folder. A last element "*" stands for any name.
type layerTable map[string]folder

// importProblem says why the file of a folder must not import a path, or
// returns "" when it may.
func (t layerTable) importProblem(in string, isTest bool, imported string) string {
	home, row, ok := t.resolve(in)
	if !ok {
		return fmt.Sprintf("folder %q is not in the layer table", in)
	}
	if inner, ok := strings.CutPrefix(imported, module+"/"); ok {
		return t.innerProblem(home, isTest, inner)
	}
	if row.everything {
		return ""
	}
	if isStandard(imported) {
		return standardProblem(row, home, isTest, imported)
	}
	return moduleProblem(row, home, isTest, imported)
}

func (t layerTable) innerProblem(home string, isTest bool, inner string) string {
	_, row, _ := t.resolve(home)
	target, targetRow, ok := t.resolve(inner)
	if !ok {
		return fmt.Sprintf("folder %q is not in the layer table", inner)
	}
	switch {
	case target == home:
		return ""
	case isTest && slices.Contains(testFolders, target):
		return ""
	case targetRow.layer == testOnly:
		if isTest && (row.sql || row.everything) {
			return ""
		}
		return fmt.Sprintf("%s may not import %s: only tests of what talks to Postgres do", home, target)
	case row.everything, slices.Contains(row.folders, target), slices.Contains(row.layers, targetRow.layer):
		return ""
	}
	return fmt.Sprintf("%s (layer %d) may not import %s (layer %d)", home, row.layer, target, targetRow.layer)
}

func standardProblem(row folder, home string, isTest bool, imported string) string {
	if imported == "database/sql" && !row.sql {
		return fmt.Sprintf("%s does not talk to Postgres and may not import %q", home, imported)
	}
	if isTest || !row.pure || slices.Contains(purePackages, imported) {
		return ""
	}
	if slices.ContainsFunc(ioPackages, func(p string) bool { return isBelow(imported, p) }) {
		return fmt.Sprintf("%s does no I/O and may not import %q", home, imported)
	}
	return ""
}

func moduleProblem(row folder, home string, isTest bool, imported string) string {
	allowed := row.modules
	if isTest {
		allowed = slices.Concat(allowed, testModules)
	}
	if slices.ContainsFunc(allowed, func(m string) bool { return isBelow(imported, m) }) {
		return ""
	}
	return fmt.Sprintf("%s may not use the module of %q", home, imported)
}

// resolve finds the row of a folder: its own, that of the folder whose internal
// package it is, or the one with a wildcard for its last element. The name that
// it returns tells two folders of one wildcard apart.
func (t layerTable) resolve(name string) (string, folder, bool) {
	if row, ok := t[name]; ok {
		return name, row, true
	}
	if owner, _, ok := strings.Cut(name, "/internal/"); ok {
		return t.resolve(owner)
	}
	row, ok := t[path.Join(path.Dir(name), "*")]
	return name, row, ok
}

// isStandard reports whether a path belongs to the standard library: only
// third-party modules begin with a host name.
func isStandard(imported string) bool {
	host, _, _ := strings.Cut(imported, "/")
	return !strings.Contains(host, ".")
}

func isBelow(imported, parent string) bool {
	return imported == parent || strings.HasPrefix(imported, parent+"/")
}
