package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/user"
	"path/filepath"
	"time"

	"github.com/cittaclick/cittaclick/internal/fault"
	"github.com/cittaclick/cittaclick/knowledge"
	"github.com/cittaclick/cittaclick/knowledge/base"
	"github.com/cittaclick/cittaclick/knowledge/demo"
	"github.com/cittaclick/cittaclick/knowledge/exchange"
	"github.com/cittaclick/cittaclick/knowledge/knowledgepg"
)

type importCommand struct {
	databaseFlags
	clockFlag

	Dirs   []string `arg:"" name:"cartella" help:"Cartelle con i file della carta; base e demo sono quelle che il programma porta con sé."`
	From   string   `placeholder:"GIORNO" help:"Da quando valgono le differenze, come 2026-12-01; se manca, da oggi."`
	Prune  bool     `help:"Fai cessare, da quel giorno, ciò che nei file non c'è. Niente viene cancellato."`
	Ours   bool     `xor:"policy" help:"Dove i file e la carta dicono cose diverse, resta la carta."`
	Theirs bool     `xor:"policy" help:"Dove i file e la carta dicono cose diverse, valgono i file."`
	DryRun bool     `help:"Mostra che cosa cambierebbe, senza cambiare niente."`
	By     string   `placeholder:"NOME" help:"Chi registra la modifica; se manca, l'utente del sistema."`
	Reason string   `placeholder:"TESTO" help:"Perché: resta scritto nella storia della carta."`
}

// errDryRun ends a recording before anything is written.
var errDryRun = errors.New("dry run")

// Run imports directories as one change.
func (c importCommand) Run(ctx context.Context, con console) (err error) {
	now, _, err := c.start()
	if err != nil {
		return err
	}
	options, err := c.options(now)
	if err != nil {
		return err
	}
	files, err := exchange.Read(importLayers(c.Dirs)...)
	if err != nil {
		return err
	}
	db, err := c.open(ctx, false)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.close()) }()

	change := knowledge.Change{RecordedBy: c.by(), Cause: knowledge.CauseImport, Reason: c.Reason}
	edits, version, err := importFiles(ctx, knowledgepg.NewRecorder(db.pool, now), change, files, options, c.DryRun)
	if conflicts, ok := errors.AsType[exchange.Conflicts](err); ok {
		return fault.New(fault.Conflict, "%s\nNon è stato scritto niente. Scegli che cosa vale dove si contraddicono: --ours la carta, --theirs i file.", conflicts)
	}
	if err != nil {
		return err
	}
	return reportImport(con.out, edits, version, c.DryRun)
}

func (c importCommand) options(now func() time.Time) (exchange.Options, error) {
	options := exchange.Options{From: knowledge.DateOf(now()), Prune: c.Prune}
	if c.From != "" {
		from, err := knowledge.ParseDate(c.From)
		if err != nil {
			return options, fault.Wrap(fault.Invalid, err, "--from %q non è un giorno: si scrive come 2026-12-01", c.From)
		}
		options.From = from
	}
	switch {
	case c.Ours:
		options.Policy = exchange.PolicyOurs
	case c.Theirs:
		options.Policy = exchange.PolicyTheirs
	}
	return options, nil
}

func (c importCommand) by() string {
	if c.By != "" {
		return c.By
	}
	if me, err := user.Current(); err == nil {
		return me.Username
	}
	return "cittaclick import"
}

// importLayers are the directories to read; a directory of the same name wins
// over what the program ships.
func importLayers(dirs []string) []fs.FS {
	layers := make([]fs.FS, len(dirs))
	for i, dir := range dirs {
		_, err := os.Stat(dir)
		switch {
		case err != nil && dir == "base":
			layers[i] = base.FS
		case err != nil && dir == demoName:
			layers[i] = demo.FS
		default:
			layers[i] = os.DirFS(dir)
		}
	}
	return layers
}

// importFiles records what files change of the charter, as one change.
func importFiles(ctx context.Context, recorder *knowledgepg.Recorder, change knowledge.Change,
	files *exchange.Files, options exchange.Options, dryRun bool,
) (exchange.Edits, knowledge.ChangeID, error) {
	var edits exchange.Edits
	version, err := recorder.Record(ctx, change, func(current knowledge.Facts, at func(knowledge.ChangeID) (knowledge.Facts, error)) (superseded, inserted knowledge.Facts, err error) {
		if v := files.Version(); v != 0 && v < current.Version {
			before, err := at(v)
			if err != nil {
				return superseded, inserted, fmt.Errorf("read version %d: %w", v, err)
			}
			options.Before = &before
		}
		edits, err = exchange.Diff(current, files, options)
		if err == nil && dryRun {
			err = errDryRun
		}
		return edits.Superseded, edits.Inserted, err
	})
	if errors.Is(err, errDryRun) {
		return edits, 0, nil
	}
	return edits, version, err
}

func reportImport(w io.Writer, edits exchange.Edits, version knowledge.ChangeID, dryRun bool) error {
	const most = 40
	for i, entity := range edits.Entities {
		if i == most {
			if _, err := fmt.Fprintf(w, "… e altre %d voci\n", len(edits.Entities)-most); err != nil {
				return err
			}
			break
		}
		if _, err := fmt.Fprintln(w, entity); err != nil {
			return err
		}
	}
	var err error
	switch {
	case edits.Empty():
		_, err = fmt.Fprintln(w, "I file non dicono niente di nuovo: la carta resta com'è.")
	case dryRun:
		_, err = fmt.Fprintf(w, "Voci: %s. Prova: non è stato scritto niente.\n", edits.Summary())
	default:
		_, err = fmt.Fprintf(w, "Voci: %s. La carta è alla versione %d.\n", edits.Summary(), version)
	}
	return err
}

type exportCommand struct {
	charterFlags

	Dir   string `arg:"" name:"cartella" help:"Dove scrivere i file; la cartella deve essere vuota o non esistere."`
	On    string `placeholder:"GIORNO" help:"Solo ciò che è vero in quel giorno, come 2026-12-01; se manca, con la storia."`
	Layer string `enum:"both,base,local,merged" default:"both" help:"Quale strato: base, local, merged (come lo leggono i cittadini), both (base e local)."`
}

// Run writes the charter as files.
func (c exportCommand) Run(ctx context.Context, con console) error {
	options := exchange.WriteOptions{Part: exchange.Part(c.Layer)}
	if c.On != "" {
		on, err := knowledge.ParseDate(c.On)
		if err != nil {
			return fault.Wrap(fault.Invalid, err, "--on %q non è un giorno: si scrive come 2026-12-01", c.On)
		}
		options.On = &on
	}
	facts, err := c.facts(ctx, knowledge.Always)
	if err != nil {
		return err
	}
	files, err := exchange.Write(facts, options)
	if err != nil {
		return fmt.Errorf("write charter: %w", err)
	}
	if err := writeFiles(c.Dir, files); err != nil {
		return err
	}
	_, err = fmt.Fprintf(con.out, "Scritti %d file in %s.\n", len(files), c.Dir)
	return err
}

// writeFiles writes files below an empty directory, so that what an earlier
// export left is never mixed with this one.
func writeFiles(dir string, files map[string][]byte) error {
	entries, err := os.ReadDir(dir)
	if err == nil && len(entries) > 0 {
		return fault.New(fault.Conflict, "la cartella %s non è vuota: indicane una nuova", dir)
	}
	for name, content := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
			return fmt.Errorf("make directory: %w", err)
		}
		if err := os.WriteFile(path, content, 0o640); err != nil { //nolint:gosec // a charter is public, and the clerk's colleagues read it
			return fmt.Errorf("write file: %w", err)
		}
	}
	return nil
}
