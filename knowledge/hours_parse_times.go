package knowledge

import (
	"strings"

	"github.com/cittaclick/cittaclick/internal/fault"
)

// ParseIntervals reads the hours of one special day, in the notation of
// ParseRules without season and days: "09:00-11:00 su appuntamento".
func ParseIntervals(line string) ([]Interval, error) {
	fields, note, err := ruleFields(line)
	var intervals []Interval
	if err == nil {
		intervals, err = parseTimes(fields, note)
	}
	if err != nil {
		return nil, fault.New(fault.Invalid, "orario %q: %s", line, messageOf(err))
	}
	return intervals, nil
}

// parseTimes reads the times and what is said of them.
func parseTimes(fields []string, note string) ([]Interval, error) {
	if len(fields) == 0 {
		return nil, fault.New(fault.Invalid, "mancano le ore: si scrivono come 08:30-12:30")
	}
	said, err := parseRemarks(fields[1:])
	if err != nil {
		return nil, err
	}
	said.Note = note
	var intervals []Interval
	for item := range strings.SplitSeq(fields[0], ",") {
		first, last, found := strings.Cut(item, "-")
		if !found {
			return nil, fault.New(fault.Invalid, "ore %q non valide: si scrivono come 08:30-12:30", item)
		}
		said.From, err = ParseClock(first)
		if err != nil {
			return nil, err
		}
		said.To, err = ParseClock(last)
		if err != nil {
			return nil, err
		}
		if err := said.Validate(); err != nil {
			return nil, err
		}
		intervals = append(intervals, said)
	}
	return intervals, nil
}

// parseRemarks reads what follows the times: mode and last entry.
func parseRemarks(fields []string) (Interval, error) {
	said := Interval{}
	for len(fields) > 0 {
		mode, rest := cutMode(fields)
		switch {
		case mode != "" && said.Mode == "":
			said.Mode, fields = mode, rest
		case len(fields) > 2 && fields[0] == "ultimo" && fields[1] == "ingresso" && said.LastEntry == 0:
			last, err := ParseClock(fields[2])
			if err != nil {
				return Interval{}, err
			}
			said.LastEntry, fields = last, fields[3:]
		default:
			return Interval{}, fault.New(fault.Invalid,
				"%q non riconosciuto: dopo le ore si può scrivere su appuntamento, telefono, online, ultimo ingresso 12:15, o una nota fra virgolette",
				strings.Join(fields, " "))
		}
	}
	if said.Mode == "" {
		said.Mode = ModeWalkIn
	}
	return said, nil
}

func cutMode(fields []string) (Mode, []string) {
	if len(fields) > 1 && fields[0] == "su" && fields[1] == string(ModeAppointment) {
		return ModeAppointment, fields[2:]
	}
	if m := Mode(fields[0]); m.known() {
		return m, fields[1:]
	}
	return "", fields
}
