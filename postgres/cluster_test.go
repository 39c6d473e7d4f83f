package postgres_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/cittaclick/cittaclick/internal/fault"
	"github.com/cittaclick/cittaclick/postgres"
	"github.com/cittaclick/cittaclick/postgres/pgtest"
)

// openCluster opens a cluster that the test has to close.
func openCluster(t *testing.T, o postgres.ClusterOptions) *postgres.Cluster {
	t.Helper()
	o.Volatile = true
	cluster, err := postgres.OpenCluster(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	return cluster
}

func closeCluster(t *testing.T, cluster *postgres.Cluster) {
	t.Helper()
	if err := cluster.Close(); err != nil {
		t.Error(err)
	}
}

// query asks the cluster one thing, through a connection of its own.
func query(t *testing.T, url, sql string) (string, error) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		return "", err
	}
	defer conn.Close(context.WithoutCancel(t.Context()))
	var got *string
	if err := conn.QueryRow(t.Context(), sql).Scan(&got); err != nil && !errors.Is(err, pgx.ErrNoRows) {
		return "", err
	}
	if got == nil {
		return "", nil
	}
	return *got, nil
}

func mustQuery(t *testing.T, url, sql string) string {
	t.Helper()
	got, err := query(t, url, sql)
	if err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	return got
}

func TestClusterKeepsWhatWasWrittenAndSpeaksUTF8(t *testing.T) {
	t.Parallel()
	dir := pgtest.DataDir(t)
	cluster := openCluster(t, postgres.ClusterOptions{Dir: dir})
	mustQuery(t, cluster.URL(), `CREATE TABLE kept AS SELECT 'CITTÀ' AS name`)
	closeCluster(t, cluster)
	if _, err := query(t, cluster.URL(), `SELECT 1::text`); err == nil {
		t.Error("the server outlives its last user")
	}

	cluster = openCluster(t, postgres.ClusterOptions{Dir: dir})
	defer closeCluster(t, cluster)
	if got := mustQuery(t, cluster.URL(), `SELECT lower(name) FROM kept`); got != "città" {
		t.Errorf("read %q, want città", got)
	}
	if got := mustQuery(t, cluster.URL(), `SELECT current_setting('listen_addresses')`); got != "" {
		t.Errorf("the server listens on %q", got)
	}
	info, err := os.Stat(filepath.Join(dir, "run"))
	if err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("the socket's directory has mode %v (error %v), want 0700", info.Mode(), err)
	}
}

// A value that a constraint refuses may be a citizen's fiscal code.
func TestServerLogsNoValues(t *testing.T) {
	t.Parallel()
	dir := pgtest.DataDir(t)
	cluster := openCluster(t, postgres.ClusterOptions{Dir: dir})
	defer closeCluster(t, cluster)
	mustQuery(t, cluster.URL(), `CREATE TABLE person (code text CONSTRAINT person_code_key UNIQUE)`)
	conn, err := pgx.Connect(t.Context(), cluster.URL())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.WithoutCancel(t.Context()))
	for range 2 {
		_, err = conn.Exec(t.Context(), `INSERT INTO person (code) VALUES ($1)`, "RSSMRA80A01H501U")
	}
	if err == nil {
		t.Fatal("the same code was taken twice")
	}
	waitForLog(t, dir, "person_code_key")
	if text, err := os.ReadFile(filepath.Join(dir, "postgres.log")); err != nil || strings.Contains(string(text), "RSSMRA") {
		t.Errorf("the server logs values (error %v):\n%s", err, text)
	}
}

func TestSecondServeIsRefused(t *testing.T) {
	t.Parallel()
	dir := pgtest.DataDir(t)
	serve := startProgram(t, dir)
	defer serve.ends()
	_, err := postgres.OpenCluster(t.Context(), postgres.ClusterOptions{Dir: dir, Serve: true})
	checkFault(t, err, fault.Conflict, "già in funzione", dir)
}

func TestGuestNeverStopsAServerInUse(t *testing.T) {
	t.Parallel()
	dir := pgtest.DataDir(t)
	serve := startProgram(t, dir)
	guest := openCluster(t, postgres.ClusterOptions{Dir: dir})
	if !guest.Joined() {
		t.Error("the guest started a server of its own")
	}
	closeCluster(t, guest)
	guest = openCluster(t, postgres.ClusterOptions{Dir: dir})
	mustQuery(t, guest.URL(), `SELECT 1::text`)

	serve.ends()
	mustQuery(t, guest.URL(), `SELECT 1::text`) // the guest is not left without

	serve = startProgram(t, dir)
	closeCluster(t, guest)
	mustQuery(t, guest.URL(), `SELECT 1::text`) // nor is a serve that joined a guest

	serve.ends()
	if _, err := query(t, guest.URL(), `SELECT 1::text`); err == nil {
		t.Error("the server outlives its last user")
	}
}

func TestServerOfAKilledProgramIsAdopted(t *testing.T) {
	t.Parallel()
	dir := pgtest.DataDir(t)
	serve := startProgram(t, dir)
	guest := openCluster(t, postgres.ClusterOptions{Dir: dir})
	pid := guest.PID()
	guest.Leave()
	serve.killed()

	cluster := openCluster(t, postgres.ClusterOptions{Dir: dir, Serve: true})
	if !cluster.Joined() || cluster.PID() != pid {
		t.Errorf("the server is process %d (joined: %t), want %d adopted", cluster.PID(), cluster.Joined(), pid)
	}
	closeCluster(t, cluster)
	if _, err := query(t, cluster.URL(), `SELECT 1::text`); err == nil {
		t.Error("the adopted server was not stopped")
	}
}

func TestKilledProgramAndServerLoseNothingCommitted(t *testing.T) {
	t.Parallel()
	dir := pgtest.DataDir(t)
	serve := startProgram(t, dir)
	guest := openCluster(t, postgres.ClusterOptions{Dir: dir})
	mustQuery(t, guest.URL(), `CREATE TABLE kept AS SELECT 'yes' AS name`)
	killServer(t, guest)
	serve.killed()
	guest.Leave()

	cluster := openCluster(t, postgres.ClusterOptions{Dir: dir, Serve: true})
	defer closeCluster(t, cluster)
	if got := mustQuery(t, cluster.URL(), `SELECT name FROM kept`); got != "yes" {
		t.Errorf("read %q, want yes", got)
	}
}

// A stopped program cannot reap its killed server, which stays a zombie until
// the program is killed too.
func TestStartWaitsForAZombieServer(t *testing.T) {
	t.Parallel()
	dir := pgtest.DataDir(t)
	serve := startProgram(t, dir)
	guest := openCluster(t, postgres.ClusterOptions{Dir: dir})
	serve.stopped()
	killServer(t, guest)
	guest.Leave()

	opened := make(chan *postgres.Cluster, 1)
	go func() {
		defer close(opened)
		cluster, err := postgres.OpenCluster(t.Context(), postgres.ClusterOptions{Dir: dir, Volatile: true})
		if err != nil {
			t.Error(err)
			return
		}
		opened <- cluster
	}()
	waitForLog(t, dir, "F0001")
	serve.killed()
	if cluster := <-opened; cluster != nil {
		mustQuery(t, cluster.URL(), `SELECT 1::text`)
		closeCluster(t, cluster)
	}
}

// waitForLog waits until the server has logged something.
func waitForLog(t *testing.T, dir, part string) {
	t.Helper()
	waitUntil(t, "the log says "+part, func() bool {
		text, err := os.ReadFile(filepath.Join(dir, "postgres.log"))
		return err == nil && strings.Contains(string(text), part)
	})
}

// killServer kills a server and waits until it is dead: a signal takes its time,
// and a server that is about to die may still be joined.
func killServer(t *testing.T, cluster *postgres.Cluster) {
	t.Helper()
	signal(t, cluster.PID(), syscall.SIGKILL)
	waitUntil(t, "the server answers no more", func() bool {
		_, err := query(t, cluster.URL(), `SELECT 1::text`)
		return err != nil
	})
}

// waitUntil waits for what no event tells of, as long as a slow machine may need.
func waitUntil(t *testing.T, what string, done func() bool) {
	t.Helper()
	giveUp := time.After(time.Minute)
	for !done() {
		select {
		case <-giveUp:
			t.Fatalf("waited in vain until %s", what)
		case <-time.After(10 * time.Millisecond):
		}
	}
}

func TestKeepRevivesAKilledServer(t *testing.T) {
	t.Parallel()
	dir := pgtest.DataDir(t)
	cluster := openCluster(t, postgres.ClusterOptions{Dir: dir, Serve: true})
	guest := openCluster(t, postgres.ClusterOptions{Dir: dir})
	revived := make(chan error)
	ctx, cancel := context.WithCancel(t.Context())
	kept := make(chan struct{})
	go func() {
		defer close(kept)
		cluster.Keep(ctx, func(err error) { revived <- err })
	}()
	signal(t, cluster.PID(), syscall.SIGKILL)
	if err := receive(t, revived); err != nil {
		t.Error(err)
	}
	mustQuery(t, cluster.URL(), `SELECT 1::text`)
	cancel()
	receive(t, kept)
	closeCluster(t, cluster)

	// The guest came in before the restart, and is the last one out.
	mustQuery(t, guest.URL(), `SELECT 1::text`)
	closeCluster(t, guest)
	if _, err := query(t, guest.URL(), `SELECT 1::text`); err == nil {
		t.Error("the revived server outlives its last user")
	}
}

func TestManyOpenAFreshDirectoryAtOnce(t *testing.T) {
	t.Parallel()
	dir := pgtest.DataDir(t)
	if err := os.Mkdir(filepath.Join(dir, "postgres.new"), 0o700); err != nil { // of an interrupted initdb
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	var mu sync.Mutex
	pids := map[int]bool{}
	var clusters []*postgres.Cluster
	for range 3 {
		wg.Go(func() {
			cluster, err := postgres.OpenCluster(t.Context(), postgres.ClusterOptions{Dir: dir, Volatile: true})
			if err != nil {
				t.Error(err)
				return
			}
			mu.Lock()
			defer mu.Unlock()
			pids[cluster.PID()] = true
			clusters = append(clusters, cluster)
		})
	}
	wg.Wait()
	if len(pids) != 1 {
		t.Errorf("%d servers were started, want 1", len(pids))
	}
	for _, cluster := range clusters {
		closeCluster(t, cluster)
	}
}

func TestLongPathGetsAShortSocket(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(pgtest.DataDir(t), strings.Repeat("comune-di-valdoria-", 8))
	cluster := openCluster(t, postgres.ClusterOptions{Dir: dir})
	defer closeCluster(t, cluster)
	mustQuery(t, cluster.URL(), `SELECT 1::text`)
	config, err := pgx.ParseConfig(cluster.URL())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(config.Host) })
	if len(config.Host) > 80 {
		t.Errorf("the socket is in %s", config.Host)
	}
}

// BenchmarkStart measures a start with existing data, nothing given up for
// speed.
func BenchmarkStart(b *testing.B) {
	o := postgres.ClusterOptions{Dir: pgtest.DataDir(b), Serve: true}
	restart := func() {
		cluster, err := postgres.OpenCluster(b.Context(), o)
		if err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		defer b.StartTimer()
		if err := cluster.Close(); err != nil {
			b.Fatal(err)
		}
	}
	restart() // makes the data
	for b.Loop() {
		restart()
	}
}
