package exchange

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/cittaclick/cittaclick/internal/fault"
)

// Problem is one thing wrong in the files, in words for whoever wrote them.
type Problem struct {
	File    string // path in the directory; empty for what stands in the charter only
	Line    int    // from 1; 0 when the whole file is meant
	Field   string // path of the field: "costi.corrispettivo.importo"; may be empty
	Message string // what is wrong and what is expected
}

// String writes the problem on one line: "servizi/x.yaml:12: campo: messaggio".
func (p Problem) String() string {
	var b strings.Builder
	if p.File != "" {
		b.WriteString(p.File)
		if p.Line > 0 {
			fmt.Fprintf(&b, ":%d", p.Line)
		}
		b.WriteString(": ")
	}
	if p.Field != "" {
		b.WriteString(p.Field + ": ")
	}
	return b.String() + p.Message
}

// Problems is all that is wrong in a set of files. It is a fault.Invalid.
type Problems []Problem

// Error lists the problems, one a line.
func (p Problems) Error() string { return lines(p) }

// Unwrap makes errors.Is find the kind of fault.
func (p Problems) Unwrap() error { return fault.Invalid }

// err returns the problems in the order of the files, each once, or nil.
func (p Problems) err() error {
	if len(p) == 0 {
		return nil
	}
	slices.SortStableFunc(p, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Field, b.Field), cmp.Compare(a.Message, b.Message))
	})
	return slices.Compact(p)
}

// Conflict is a field that the files and the charter have changed, each its
// own way, since the files were exported.
type Conflict struct {
	Problem

	Ours   string // what the charter says, as in a file
	Theirs string // what the files say
}

// String writes the conflict on one line with both values.
func (c Conflict) String() string {
	return fmt.Sprintf("%s: la carta dice «%s», il file «%s»", c.Problem, c.Ours, c.Theirs)
}

// Conflicts is every conflict of an import. It is a fault.Conflict.
type Conflicts []Conflict

// Error lists the conflicts, one a line.
func (c Conflicts) Error() string { return lines(c) }

// Unwrap makes errors.Is find the kind of fault.
func (c Conflicts) Unwrap() error { return fault.Conflict }

func lines[T fmt.Stringer](all []T) string {
	texts := make([]string, len(all))
	for i, one := range all {
		texts[i] = one.String()
	}
	return strings.Join(texts, "\n")
}
