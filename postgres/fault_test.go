package postgres

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/cittaclick/cittaclick/internal/fault"
)

func TestFaultKinds(t *testing.T) {
	t.Parallel()
	own := fault.New(fault.Gone, "È finito.")
	tests := map[string]struct {
		err  error
		want error
	}{
		"a value taken is a conflict":             {&pgconn.PgError{Code: "23505"}, fault.Conflict},
		"a range taken is a conflict":             {&pgconn.PgError{Code: "23P01"}, fault.Conflict},
		"a deadlock is a conflict":                {&pgconn.PgError{Code: "40P01"}, fault.Conflict},
		"a check that fails is invalid":           {&pgconn.PgError{Code: "23514"}, fault.Invalid},
		"a reference to nothing is invalid":       {&pgconn.PgError{Code: "23503"}, fault.Invalid},
		"a value out of range is invalid":         {&pgconn.PgError{Code: "22003"}, fault.Invalid},
		"no privilege is forbidden":               {&pgconn.PgError{Code: "42501"}, fault.Forbidden},
		"a wrong password is forbidden":           {&pgconn.PgError{Code: "28P01"}, fault.Forbidden},
		"a full disk is unavailable":              {&pgconn.PgError{Code: "53100"}, fault.Unavailable},
		"a shutdown is unavailable":               {&pgconn.PgError{Code: "57P01"}, fault.Unavailable},
		"a statement that is wrong is for others": {&pgconn.PgError{Code: "42601"}, fault.Unavailable},
		"a code unheard of is unavailable":        {&pgconn.PgError{Code: "ZZZZZ"}, fault.Unavailable},
		"no row is not found":                     {fmt.Errorf("load: %w", pgx.ErrNoRows), fault.NotFound},
		"too slow is unavailable":                 {context.DeadlineExceeded, fault.Unavailable},
		"a caller who leaves is no fault":         {context.Canceled, context.Canceled},
		"a fault stays what it is":                {own, own},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := Fault(tt.err, nil)
			if !errors.Is(got, tt.want) {
				t.Errorf("got %v, want %v", got, tt.want)
			}
			if !errors.Is(got, tt.err) {
				t.Errorf("%v lost its cause", got)
			}
		})
	}
	if Fault(nil, nil) != nil {
		t.Error("success became a fault")
	}
}

func TestFaultWordsOfAConstraintWin(t *testing.T) {
	t.Parallel()
	words := Words{"office_slug_key": "C'è già un ufficio con questo nome."}
	inner := Fault(&pgconn.PgError{Code: "23505", ConstraintName: "office_slug_key"}, nil)
	got, _ := fault.Message(Fault(fmt.Errorf("add office: %w", inner), words))
	if got != words["office_slug_key"] {
		t.Errorf("got %q, want the constraint's own words", got)
	}
	other := Fault(&pgconn.PgError{Code: "23505", ConstraintName: "other_key"}, words)
	if got, _ := fault.Message(other); got != msgOverlap {
		t.Errorf("got %q for another constraint, want %q", got, msgOverlap)
	}
}
