package postgres

import (
	"context"
	"errors"
	"net"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/cittaclick/cittaclick/internal/fault"
)

// Words are what a store says to people when a constraint refuses what they
// asked for, by the constraint's name.
type Words map[string]string

// Fault gives a driver's error its kind, by SQLSTATE, and its words, by the name
// of the constraint. Words for a constraint win over those that an inner Fault
// gave; any other fault, a cancelled context and an error that is not the
// database's pass unchanged.
func Fault(err error, words Words) error {
	if err == nil {
		return nil
	}
	pgErr, fromServer := errors.AsType[*pgconn.PgError](err)
	if fromServer && words[pgErr.ConstraintName] != "" {
		kind, _ := kindOf(pgErr.Code)
		return fault.Wrap(kind, err, "%s", words[pgErr.ConstraintName])
	}
	if _, ok := errors.AsType[*fault.Error](err); ok {
		return err
	}
	if fromServer {
		kind, message := kindOf(pgErr.Code)
		return fault.Wrap(kind, err, "%s", message)
	}
	return clientFault(err)
}

// clientFault gives a kind to what the driver itself found.
func clientFault(err error) error {
	_, connecting := errors.AsType[*pgconn.ConnectError](err)
	_, network := errors.AsType[net.Error](err)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return fault.Wrap(fault.NotFound, err, "Non c'è.")
	case errors.Is(err, context.Canceled):
		return err
	case connecting, network, errors.Is(err, context.DeadlineExceeded), pgconn.SafeToRetry(err), errors.Is(err, net.ErrClosed):
		return fault.Wrap(fault.Unavailable, err, msgUnreachable)
	}
	return err
}

const (
	msgUnreachable = "Il database non risponde. Riprova tra poco."
	msgBusy        = "Un'altra modifica è in corso sugli stessi dati. Riprova tra poco."
	msgOverlap     = "Quello che si vuole registrare c'è già, o si sovrappone a qualcosa che c'è già."
	msgInvalid     = "I dati non rispettano una regola dell'archivio."
)

// kindOf gives a SQLSTATE its kind and the words for want of better ones. The
// class, its first two characters, decides unless the whole code does.
func kindOf(state string) (kind error, message string) { //nolint:staticcheck // the kind is what is asked for, not how asking went
	switch state {
	case "23505", "23P01": // unique, exclusion
		return fault.Conflict, msgOverlap
	case stateSerialization, stateDeadlock, "55P03", "55006": // lock not available, object in use
		return fault.Conflict, msgBusy
	case statePrivilege:
		return fault.Forbidden, "Il database non permette questa operazione all'utente con cui il programma è collegato."
	case stateDiskFull:
		return fault.Unavailable, "Il disco del database è pieno. Libera spazio: i dati già scritti non si perdono."
	case stateNoDatabase:
		return fault.Invalid, "Il database indicato non esiste. Crealo, oppure correggi DATABASE_URL."
	case "P0001": // raised by the schema's own functions
		return fault.Invalid, msgInvalid
	}
	switch {
	case strings.HasPrefix(state, "23"), strings.HasPrefix(state, "22"): // integrity, data
		return fault.Invalid, msgInvalid
	case strings.HasPrefix(state, "28"): // authorization
		return fault.Forbidden, "Il database rifiuta utente o password. Correggi DATABASE_URL."
	case strings.HasPrefix(state, "42"): // a fault of the program, or of its schema
		return fault.Unavailable, "Il database non ha potuto eseguire l'operazione. Il motivo è nel registro del programma."
	}
	// What is left is the server's trouble: 08, 53, 57, 58, XX.
	return fault.Unavailable, msgUnreachable
}
