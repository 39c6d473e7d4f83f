package knowledge

// Mode is how the public is received during an opening.
type Mode string

// The modes, from the freest for the citizen.
const (
	ModeWalkIn      Mode = "libero"       // ad accesso libero, anche con numero
	ModeAppointment Mode = "appuntamento" // solo su appuntamento
	ModePhone       Mode = "telefono"     // ricevimento telefonico
	ModeOnline      Mode = "online"       // sportello in videochiamata
)

// Modes lists all modes, the freest first.
func Modes() []Mode { return []Mode{ModeWalkIn, ModeAppointment, ModePhone, ModeOnline} }

// InPerson lists the modes in which the citizen goes there.
func InPerson() []Mode { return []Mode{ModeWalkIn, ModeAppointment} }

// rank orders modes, the freest first; unknown ones come last.
func (m Mode) rank() int {
	switch m {
	case ModeWalkIn:
		return 0
	case ModeAppointment:
		return 1
	case ModePhone:
		return 2
	case ModeOnline:
		return 3
	default:
		return 4
	}
}

func (m Mode) known() bool { return m.rank() < len(Modes()) }

// Season is a part of every year, both ends included. It wraps the year's end
// when From comes after To (orario invernale, 1/11–31/3). Zero is all year.
type Season struct {
	From MonthDay `json:"from,omitzero"`
	To   MonthDay `json:"to,omitzero"`
}

// AllYear reports whether the season is no season.
func (s Season) AllYear() bool { return s == Season{} }

// Contains reports whether the day of the year lies in the season.
func (s Season) Contains(m MonthDay) bool {
	switch {
	case s.AllYear():
		return true
	case s.From <= s.To:
		return s.From <= m && m <= s.To
	default:
		return m >= s.From || m <= s.To
	}
}

// NthLast in OpeningRule.Nth is the month's last such weekday.
const NthLast = -1

// OpeningRule is one opening that comes back: a weekday or the public holidays,
// from, to, and in which mode. The rules of a schedule add up.
type OpeningRule struct {
	// Key tells the rule from the others of its schedule across changes; it
	// derives from the content (see RuleKey).
	Key     string  `json:"key"`
	Weekday Weekday `json:"weekday,omitzero"` // zero when Holidays
	// Nth restricts to the month's 1st … 5th such weekday, or to the last
	// (NthLast); zero is every one.
	Nth int `json:"nth,omitzero"`
	// Holidays makes the rule apply on public holidays, whatever the weekday.
	// Without such a rule a schedule is closed on holidays.
	Holidays bool   `json:"holidays,omitzero"`
	Season   Season `json:"season,omitzero"`
	From     Clock  `json:"from"`
	To       Clock  `json:"to"` // excluded: at To it is closed
	// LastEntry is until when one is let in (ultimo ingresso, distribuzione dei
	// numeri); zero is until To.
	LastEntry Clock  `json:"last_entry,omitzero"`
	Mode      Mode   `json:"mode"`
	Note      string `json:"note,omitzero"`
}

// ScheduleID names a schedule: it never changes.
type ScheduleID string

// Schedule is the weekly hours of whoever refers to it: an office, one
// service's desk, a telephone line, a building.
//
// When any of its weekday rules with a season is in season, the seasonal rules
// replace the all-year ones for that day, as summer hours do in a town hall: a
// weekday that the season's rules do not name is closed. Rules for public
// holidays are a set of their own, to which the same applies: summer hours for
// the week do not cancel the all-year holiday hours. Whoever wants a telephone
// line to go on as usual in summer gives it its own schedule.
type Schedule struct {
	ID    ScheduleID    `json:"id"`
	Name  string        `json:"name"`
	Rules []OpeningRule `json:"rules"`
	Note  string        `json:"note,omitzero"`
}

// Interval is an opening of one day. To may be past 24:00.
type Interval struct {
	From      Clock  `json:"from"`
	To        Clock  `json:"to"` // excluded
	LastEntry Clock  `json:"last_entry,omitzero"`
	Mode      Mode   `json:"mode"`
	Note      string `json:"note,omitzero"`
}

func (r OpeningRule) interval() Interval {
	return Interval{From: r.From, To: r.To, LastEntry: r.LastEntry, Mode: r.Mode, Note: r.Note}
}

// fallsOn reports whether the rule's weekday and place in the month are d's.
func (r *OpeningRule) fallsOn(day calendarDay) bool {
	if r.Holidays || r.Weekday != day.weekday {
		return false
	}
	switch r.Nth {
	case 0:
		return true
	case NthLast:
		return day.last
	default:
		return r.Nth == day.nth
	}
}

// calendarDay is what rules ask of a day, computed once.
type calendarDay struct {
	weekday  Weekday
	monthDay MonthDay
	nth      int  // which such weekday of its month
	last     bool // the month's last such weekday
}

func calendarDayOf(d Date) calendarDay {
	const daysPerWeek = 7
	month := MonthDayOf(d)
	return calendarDay{
		weekday:  WeekdayOf(d),
		monthDay: month,
		nth:      (month.Day()-1)/daysPerWeek + 1,
		last:     MonthDayOf(d+daysPerWeek).Month() != month.Month(),
	}
}
