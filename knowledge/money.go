package knowledge

import (
	"fmt"
	"strconv"
	"strings"
)

// Euro is an amount of money in cents of euro.
type Euro int64

// ParseEuro reads an amount written as 16.79, 16,79 or 16.
func ParseEuro(s string) (Euro, error) {
	whole, cents, hasCents := strings.Cut(strings.ReplaceAll(s, ",", "."), ".")
	if !hasCents {
		cents = "00"
	}
	if len(cents) == 1 {
		cents += "0"
	}
	w, errW := strconv.ParseUint(whole, 10, 32)
	c, errC := strconv.ParseUint(cents, 10, 8)
	if errW != nil || errC != nil || len(cents) != 2 {
		return 0, fmt.Errorf("parse amount %q: want euro and cents, as 16.79", s)
	}
	return Euro(w*100 + c), nil //nolint:gosec // w has 32 bits at the most
}

// String writes the amount as 16.79, for files and storage.
func (e Euro) String() string { return fmt.Sprintf("%d.%02d", e/100, e%100) }

// Italian writes the amount as people read it: "16,79 euro", "5 euro".
func (e Euro) Italian() string {
	if e%100 == 0 {
		return fmt.Sprintf("%d euro", e/100)
	}
	return fmt.Sprintf("%d,%02d euro", e/100, e%100)
}

// MarshalText writes the amount as String does.
func (e Euro) MarshalText() ([]byte, error) { return []byte(e.String()), nil }

// UnmarshalText reads what ParseEuro reads.
func (e *Euro) UnmarshalText(text []byte) (err error) {
	*e, err = ParseEuro(string(text))
	return err
}

// UnmarshalJSON reads an amount written as text or, as PostgreSQL writes a
// numeric, as a number; the number's digits are read, never a float.
func (e *Euro) UnmarshalJSON(data []byte) error {
	return e.UnmarshalText([]byte(strings.Trim(string(data), `"`)))
}
