package main

import (
	"bytes"
	"fmt"
	"time"

	"github.com/alecthomas/kong"

	"github.com/cittaclick/cittaclick/internal/fault"
)

// secretFiles reads a setting from the file that its variable with _FILE names:
// DATABASE_URL_FILE=/run/secrets/url, as systemd credentials and container
// secrets are handed over. The variable itself wins.
func secretFiles(getenv func(string) string, read func(string) ([]byte, error)) kong.Resolver {
	return kong.ResolverFunc(func(_ *kong.Context, _ *kong.Path, flag *kong.Flag) (any, error) {
		for _, name := range flag.Envs {
			path := getenv(name + "_FILE")
			if path == "" || getenv(name) != "" {
				continue
			}
			content, err := read(path)
			if err != nil {
				return nil, fmt.Errorf("%s_FILE: %w", name, err)
			}
			return string(bytes.TrimSpace(content)), nil
		}
		return nil, nil
	})
}

// zoneName is the municipality's time zone (decision 11 of the design).
const zoneName = "Europe/Rome"

// clockFlag lets the program live at another time, for tests and demonstrations.
type clockFlag struct {
	Clock string `placeholder:"2026-12-01T09:00" help:"Fai vivere il programma in un altro momento; l'orologio prosegue da lì."`
}

// start returns the program's clock: the machine's, or one that starts at the
// flag's time and ticks on.
func (f clockFlag) start() (now func() time.Time, zone *time.Location, err error) {
	zone, err = time.LoadLocation(zoneName)
	if err != nil {
		return nil, nil, fmt.Errorf("load time zone: %w", err)
	}
	if f.Clock == "" {
		return func() time.Time { return time.Now().In(zone) }, zone, nil
	}
	const layout = "2006-01-02T15:04"
	begin, err := time.ParseInLocation(layout, f.Clock, zone)
	if err != nil {
		return nil, nil, fault.Wrap(fault.Invalid, err, "--clock %q non è un momento: scrivi data e ora, come 2026-12-01T09:00", f.Clock)
	}
	started := time.Now()
	return func() time.Time { return begin.Add(time.Since(started)) }, zone, nil
}
