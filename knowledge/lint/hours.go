package lint

import (
	"github.com/cittaclick/cittaclick/knowledge"
)

// deskHours holds that nobody is told to come when the doors are locked: on
// every day that a charter knows of, a desk receives while its building is open.
// A service's own desk may stand elsewhere (a recycling centre, a kennel): of it
// one can only doubt.
func (c *checker) deskHours() {
	for _, o := range c.view.Offices() {
		c.behindOpenDoors(SeverityError, officePlace(o.ID), o.ID, c.charter.OfficeHours(o.ID))
	}
	for _, s := range c.view.Services() {
		if s.Schedule.Provided() {
			c.behindOpenDoors(SeverityWarning, servicePlace(knowledge.LayerLocal, s.ID), s.Office.Value, c.charter.ServiceHours(s.ID))
		}
	}
}

// behindOpenDoors tells the first opening of a desk outside the hours of the
// building in which its office is, and on how many days there is one.
func (c *checker) behindOpenDoors(severity Severity, at place, id knowledge.OfficeID, desk knowledge.Hours) {
	desk = desk.Only(knowledge.InPerson()...)
	var first knowledge.Interval
	var firstDay knowledge.Date
	var building *knowledge.Building
	days := 0
	for n := range knowledge.CharterAhead {
		day := c.Today.AddDays(n)
		house, ok := c.houseOf(id, day)
		if !ok {
			continue
		}
		doors := c.charter.BuildingHours(house.ID).Intervals(day).Intervals
		if outside, found := notWithin(desk.Intervals(day).Intervals, doors); found {
			if days++; days == 1 {
				first, firstDay, building = outside, day, house
			}
		}
	}
	if days > 0 {
		c.add(severity, RuleHours, at, "orario", "riceve il %s dalle %s alle %s, ma %s è chiuso; da quel giorno in tutto per %s",
			firstDay, first.From, first.To, building.Name, plural(days, "giorno", "giorni"))
	}
}

// houseOf returns the building of an office on a day, if it has hours.
func (c *checker) houseOf(id knowledge.OfficeID, day knowledge.Date) (*knowledge.Building, bool) {
	view := c.charter.On(day)
	office, ok := view.Office(id)
	if !ok {
		return nil, false
	}
	building, ok := view.Building(office.Building)
	return building, ok && building.Schedule != ""
}

// notWithin returns the first interval that the doors' ones, in order and by
// their union, do not cover.
func notWithin(desk, doors []knowledge.Interval) (knowledge.Interval, bool) {
	for _, d := range desk {
		open := d.From // until when the doors are known to be open
		for _, door := range doors {
			if door.From <= open {
				open = max(open, door.To)
			}
		}
		if open < d.To {
			return d, true
		}
	}
	return knowledge.Interval{}, false
}
