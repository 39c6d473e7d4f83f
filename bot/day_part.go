package bot

import (
	"github.com/cittaclick/cittaclick/knowledge"
	"github.com/cittaclick/cittaclick/nlu"
)

// Parts of the day, in minutes after midnight.
const (
	noonBegins      = 12 * 60
	afternoonBegins = 13 * 60
	eveningBegins   = 18 * 60
	nightBegins     = 22 * 60
	dayEnds         = 48 * 60
)

// partNight is a part of the day of this package's own.
const partNight nlu.DayPart = "night"

func partSpan(part nlu.DayPart) (from, to knowledge.Clock) {
	switch part {
	case nlu.PartMorning:
		return 0, noonBegins
	case nlu.PartNoon:
		return noonBegins + 30, afternoonBegins + 60
	case nlu.PartAfternoon:
		return afternoonBegins, eveningBegins
	case nlu.PartEvening:
		return eveningBegins, dayEnds
	case partNight:
		return nightBegins, dayEnds
	default:
		return 0, dayEnds
	}
}

func partWords(part nlu.DayPart) string {
	switch part {
	case nlu.PartMorning:
		return "La mattina"
	case nlu.PartNoon:
		return "All'ora di pranzo"
	case nlu.PartAfternoon:
		return "Il pomeriggio"
	case nlu.PartEvening:
		return "La sera"
	case partNight:
		return "Di notte"
	default:
		return ""
	}
}

func opensIn(plan knowledge.DayPlan, part nlu.DayPart) bool {
	from, to := partSpan(part)
	for _, i := range plan.Intervals {
		if i.From < to && from < i.To {
			return true
		}
	}
	return false
}
