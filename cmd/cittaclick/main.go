// Command cittaclick is the whole program: the server, the tools of whoever
// installs it and feeds it, and the assistant at the command line.
//
// It is the only place where everything meets: flags, wiring, clocks. Rules of
// the town, words about services and SQL live elsewhere.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	_ "time/tzdata" // hours are told in Europe/Rome also where the machine has no zones

	"github.com/alecthomas/kong"

	"github.com/cittaclick/cittaclick/internal/fault"
	"github.com/cittaclick/cittaclick/knowledge/exchange"
)

// version is set by the build.
var version = "dev"

// commandLine is what can be asked of the program.
type commandLine struct {
	Serve    serveCommand    `cmd:"" help:"Avvia il programma: risponde ai cittadini finché non lo si ferma."`
	Migrate  migrateCommand  `cmd:"" help:"Porta lo schema della banca dati a questa versione del programma."`
	Import   importCommand   `cmd:"" help:"Importa la carta dei servizi da file YAML."`
	Export   exportCommand   `cmd:"" help:"Esporta la carta dei servizi in file YAML."`
	Ask      askCommand      `cmd:"" help:"Fai una domanda all'assistente; senza domanda, conversa."`
	Eval     evalCommand     `cmd:"" help:"Misura quante domande di un file vengono capite."`
	Lint     lintCommand     `cmd:"" help:"Controlla una carta: che cosa manca, si contraddice o si legge a fatica."`
	Coverage coverageCommand `cmd:"" help:"Mostra, servizio per servizio, a quali domande la carta risponde."`
	Version  versionCommand  `cmd:"" help:"Scrivi la versione del programma."`
}

// console is how a command meets whoever typed it.
type console struct {
	in       io.Reader
	out, err io.Writer
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	status := run(ctx, os.Args[1:], console{os.Stdin, os.Stdout, os.Stderr})
	stop()
	os.Exit(status)
}

// run parses the arguments, runs the command and returns the exit status.
func run(ctx context.Context, args []string, con console) int {
	var cli commandLine
	exited := -1
	parser, err := kong.New(&cli,
		kong.Name("cittaclick"),
		kong.Description("La carta dei servizi del Comune, come assistente che risponde in italiano."),
		kong.Writers(con.out, con.err),
		kong.Exit(func(status int) { exited = status }),
		kong.DefaultEnvars("CITTACLICK"),
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.Bind(con),
		kong.Resolvers(secretFiles(os.Getenv, os.ReadFile)),
		kong.ShortUsageOnError(),
	)
	if err != nil {
		fmt.Fprintln(con.err, "cittaclick:", err)
		return exitBroken
	}
	command, err := parser.Parse(args)
	if exited >= 0 { // --help has been answered
		return exited
	}
	if err != nil {
		fmt.Fprintf(con.err, "cittaclick: %v\nPer l'elenco dei comandi: cittaclick --help\n", err)
		return exitUsage
	}
	if err := command.Run(); err != nil && !errors.Is(err, context.Canceled) {
		fmt.Fprintln(con.err, "cittaclick:", explain(err))
		return exitFailed
	}
	return 0
}

// Exit statuses, as shells know them.
const (
	exitFailed = 1
	exitUsage  = 2
	exitBroken = 70
)

// explain is an error for whoever is at the keyboard: what to do first, then
// the cause, for whoever they ask.
func explain(err error) string {
	if problems, ok := errors.AsType[exchange.Problems](err); ok {
		return fmt.Sprintf("i file non sono in ordine, e non è stato scritto niente:\n%s", problems)
	}
	told, ok := errors.AsType[*fault.Error](err)
	switch {
	case !ok:
		return err.Error()
	case told.Cause == nil:
		return told.Message
	default:
		return fmt.Sprintf("%s\n(%v)", told.Message, told.Cause)
	}
}

type versionCommand struct{}

// Run writes the version.
func (versionCommand) Run(con console) error {
	_, err := fmt.Fprintln(con.out, "cittaclick", version)
	return err
}
