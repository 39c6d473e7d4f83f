package postgres_test

import (
	"strings"
	"testing"

	"github.com/cittaclick/cittaclick/internal/fault"
	"github.com/cittaclick/cittaclick/migrations"
	"github.com/cittaclick/cittaclick/postgres"
	"github.com/cittaclick/cittaclick/postgres/pgtest"
)

// On a server of somebody else's, the role in DATABASE_URL owns its database and
// not much more. The roles of a server are shared by its databases, so this
// takes a server of its own.
func TestMigrateAsAnOrdinaryOwner(t *testing.T) {
	t.Parallel()
	cluster := openCluster(t, postgres.ClusterOptions{Dir: pgtest.DataDir(t)})
	defer closeCluster(t, cluster)
	urlOf := func(owner, rights string) string {
		mustQuery(t, cluster.URL(), `CREATE ROLE `+owner+` LOGIN `+rights)
		mustQuery(t, cluster.URL(), `CREATE DATABASE `+owner+` OWNER `+owner)
		url := strings.Replace(cluster.URL(), "/cittaclick?", "/"+owner+"?", 1)
		return strings.Replace(url, "user=cittaclick", "user="+owner, 1)
	}
	poor, able := urlOf("poor", ""), urlOf("able", "CREATEROLE")

	_, err := postgres.Migrate(t.Context(), poor, migrations.FS)
	checkFault(t, err, fault.Forbidden, "CREATE ROLE cittaclick_app NOLOGIN; GRANT cittaclick_app TO poor;")
	checkServes(t, able)

	_, err = postgres.Migrate(t.Context(), poor, migrations.FS)
	checkFault(t, err, fault.Forbidden, "amministratore del database: GRANT cittaclick_app TO poor;")
	mustQuery(t, cluster.URL(), `GRANT cittaclick_app TO poor`)
	checkServes(t, poor)
}

// checkServes migrates a database and connects to it as the program does.
func checkServes(t *testing.T, url string) {
	t.Helper()
	if _, err := postgres.Migrate(t.Context(), url, migrations.FS); err != nil {
		t.Fatal(err)
	}
	pool, err := postgres.Connect(t.Context(), url, postgres.Options{Role: postgres.AppRole})
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	if err := postgres.CheckSchema(t.Context(), pool, migrations.FS); err != nil {
		t.Error(err)
	}
}
