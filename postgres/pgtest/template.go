package pgtest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/cittaclick/cittaclick/postgres"
)

// templatePrefix begins the name of every template.
const templatePrefix = "template_"

// templateKey is the advisory lock of whoever makes a template.
const templateKey = 7_246_003

// template returns the name of the database that has the schema of fsys, and
// makes it when no test binary has yet.
func (s *shared) template(ctx context.Context, fsys fs.FS) (string, error) {
	digest, err := digestOf(fsys)
	if err != nil {
		return "", err
	}
	name := templatePrefix + digest
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.templates[name] {
		return name, nil
	}
	err = s.admin.AcquireFunc(ctx, func(conn *pgxpool.Conn) error {
		return s.ensureTemplate(ctx, conn, name, fsys)
	})
	if err != nil {
		return "", err
	}
	s.templates[name] = true
	return name, nil
}

// ensureTemplate makes the template unless it exists. It gets its name when it
// is complete, so that a killed process leaves none that is half made.
func (s *shared) ensureTemplate(ctx context.Context, conn *pgxpool.Conn, name string, fsys fs.FS) error {
	if _, err := conn.Exec(ctx, `SELECT pg_advisory_lock($1)`, templateKey); err != nil {
		return fmt.Errorf("lock the template: %w", err)
	}
	defer conn.Exec(ctx, `SELECT pg_advisory_unlock($1)`, templateKey) //nolint:errcheck // the lock ends with the connection at the latest
	var exists bool
	err := conn.QueryRow(ctx, `SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)`, name).Scan(&exists)
	if err != nil || exists {
		return err
	}
	fresh := pgx.Identifier{name + "_new"}.Sanitize()
	if _, err := conn.Exec(ctx, "DROP DATABASE IF EXISTS "+fresh+" WITH (FORCE)"); err != nil {
		return fmt.Errorf("clear a half-made template: %w", err)
	}
	if _, err := conn.Exec(ctx, "CREATE DATABASE "+fresh+" TEMPLATE template0"); err != nil {
		return fmt.Errorf("create the template: %w", err)
	}
	if _, err := postgres.Migrate(ctx, s.url(name+"_new"), fsys); err != nil {
		return err
	}
	if _, err := conn.Exec(ctx, "ALTER DATABASE "+fresh+" RENAME TO "+pgx.Identifier{name}.Sanitize()); err != nil {
		return fmt.Errorf("name the template: %w", err)
	}
	return nil
}

// digestOf names a set of migrations by what is in them.
func digestOf(fsys fs.FS) (string, error) {
	hash := sha256.New()
	err := fs.WalkDir(fsys, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := fs.ReadFile(fsys, path)
		if err != nil {
			return err
		}
		fmt.Fprintf(hash, "%s\x00%d\x00", path, len(text))
		hash.Write(text)
		return nil
	})
	if err != nil {
		return "", fmt.Errorf("read the migrations: %w", err)
	}
	return hex.EncodeToString(hash.Sum(nil)[:8]), nil
}
