package postgres_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/cittaclick/cittaclick/internal/fault"
	"github.com/cittaclick/cittaclick/postgres"
	"github.com/cittaclick/cittaclick/postgres/pgtest"
)

func TestConnectRefuses(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		url  string
		kind error
		says string
	}{
		"not a connection string": {"postgres://anna:segreta@host:porta/x", fault.Invalid, "DATABASE_URL"},
		"nothing there":           {"postgres:///x?host=/nonexistent&user=x", fault.Unavailable, "non risponde"},
		"no such database":        {strings.Replace(pgtest.Empty(t), "/test_", "/absent_", 1), fault.Invalid, "non esiste"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := postgres.Connect(t.Context(), tt.url, postgres.Options{})
			checkFault(t, err, tt.kind, tt.says)
			if strings.Contains(err.Error(), "segreta") {
				t.Errorf("the error gives the password away: %v", err)
			}
		})
	}
}

func TestConnectNamesMigrateWhenTheRoleIsMissing(t *testing.T) {
	t.Parallel()
	_, err := postgres.Connect(t.Context(), pgtest.Empty(t), postgres.Options{Role: "nobody_made_this_role"})
	checkFault(t, err, fault.Unavailable, "cittaclick migrate")
}

func TestConnectBoundsTheSession(t *testing.T) {
	t.Parallel()
	pool := pgtest.AsApp(t, pgtest.New(t))
	for setting, want := range map[string]string{
		"role": postgres.AppRole, "TimeZone": "UTC", "statement_timeout": "30s",
		"lock_timeout": "5s", "idle_in_transaction_session_timeout": "1min",
	} {
		var got string
		if err := pool.QueryRow(t.Context(), `SELECT current_setting($1)`, setting).Scan(&got); err != nil {
			t.Fatal(err)
		}
		if got != want {
			t.Errorf("%s is %q, want %q", setting, got, want)
		}
	}
}

// checkFault makes sure of an error's kind and of what it tells people.
func checkFault(t *testing.T, err, kind error, says ...string) {
	t.Helper()
	if !errors.Is(err, kind) {
		t.Fatalf("got error %v, want the kind %v", err, kind)
	}
	message, ok := fault.Message(err)
	if !ok {
		t.Fatalf("error %v has no message for people", err)
	}
	for _, part := range says {
		if !strings.Contains(message, part) {
			t.Errorf("message %q does not say %q", message, part)
		}
	}
}
