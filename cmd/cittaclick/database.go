package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/cittaclick/cittaclick/migrations"
	"github.com/cittaclick/cittaclick/postgres"
)

// databaseFlags say where the municipality's data are.
type databaseFlags struct {
	DatabaseURL string `name:"database-url" env:"CITTACLICK_DATABASE_URL,DATABASE_URL" placeholder:"URL" help:"PostgreSQL (dalla versione 15) da usare; se manca, il programma ne tiene uno suo sotto --data-dir."`
	DataDir     string `name:"data-dir" type:"path" placeholder:"CARTELLA" help:"Cartella dei dati; se manca, quella prevista dal sistema (/var/lib/cittaclick per root)."`
}

// database is an open database, and the private server it may stand on.
type database struct {
	pool    *pgxpool.Pool
	cluster *postgres.Cluster // nil with --database-url
}

// open opens the database as the role that the program serves as. The private
// one is brought to this version's schema on the way; that of --database-url is
// left as it is, and refused when its schema is another: whoever runs it decides
// when to migrate.
func (f databaseFlags) open(ctx context.Context, serve bool) (*database, error) {
	url, cluster, err := f.server(ctx, serve)
	if err != nil {
		return nil, err
	}
	db := &database{cluster: cluster}
	if cluster != nil {
		if _, err := postgres.Migrate(ctx, url, migrations.FS); err != nil {
			return nil, errors.Join(fmt.Errorf("migrate: %w", err), db.close())
		}
	}
	db.pool, err = postgres.Connect(ctx, url, postgres.Options{Role: postgres.AppRole})
	if err != nil {
		return nil, errors.Join(fmt.Errorf("connect: %w", err), db.close())
	}
	if err := postgres.CheckSchema(ctx, db.pool, migrations.FS); err != nil {
		return nil, errors.Join(fmt.Errorf("check schema: %w", err), db.close())
	}
	return db, nil
}

// server returns where to connect, opening the private cluster when that is it.
func (f databaseFlags) server(ctx context.Context, serve bool) (string, *postgres.Cluster, error) {
	if f.DatabaseURL != "" {
		return f.DatabaseURL, nil, nil
	}
	cluster, err := postgres.OpenCluster(ctx, postgres.ClusterOptions{Dir: f.dataDir(), Serve: serve})
	if err != nil {
		return "", nil, fmt.Errorf("open private database: %w", err)
	}
	return cluster.URL(), cluster, nil
}

func (f databaseFlags) dataDir() string {
	if f.DataDir != "" {
		return f.DataDir
	}
	return postgres.DefaultDataDir()
}

func (d *database) close() error {
	if d.pool != nil {
		d.pool.Close()
	}
	if d.cluster != nil {
		return d.cluster.Close()
	}
	return nil
}

type migrateCommand struct {
	databaseFlags
}

// Run brings the schema to this version.
func (c migrateCommand) Run(ctx context.Context, con console) (err error) {
	url, cluster, err := c.server(ctx, false)
	if err != nil {
		return err
	}
	if cluster != nil {
		defer func() { err = errors.Join(err, cluster.Close()) }()
	}
	applied, err := postgres.Migrate(ctx, url, migrations.FS)
	if err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	if applied == 0 {
		_, err = fmt.Fprintln(con.out, "Lo schema è già aggiornato.")
	} else {
		_, err = fmt.Fprintf(con.out, "Schema aggiornato: %d migrazioni applicate.\n", applied)
	}
	return err
}
