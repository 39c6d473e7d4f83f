package fault_test

import (
	"errors"
	"fmt"
	"io"
	"testing"

	"github.com/cittaclick/cittaclick/internal/fault"
)

func TestKindAndCauseSurviveWrapping(t *testing.T) {
	t.Parallel()
	err := fmt.Errorf("load charter: %w",
		fault.Wrap(fault.Unavailable, io.ErrUnexpectedEOF, "la banca dati non risponde"))

	for _, want := range []error{fault.Unavailable, io.ErrUnexpectedEOF} {
		if !errors.Is(err, want) {
			t.Errorf("errors.Is(%v, %v) = false", err, want)
		}
	}
	if errors.Is(err, fault.Invalid) {
		t.Errorf("error of another kind: %v", err)
	}
	if got, ok := fault.Message(err); !ok || got != "la banca dati non risponde" {
		t.Errorf("Message = %q, %v", got, ok)
	}
}

func TestMessageOfAPlainErrorIsNoneOfOurs(t *testing.T) {
	t.Parallel()
	if got, ok := fault.Message(io.EOF); ok {
		t.Errorf("Message = %q, want none: internals are not for people", got)
	}
}
