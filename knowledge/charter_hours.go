package knowledge

// OfficeHours returns when an office receives, over time.
func (c *Charter) OfficeHours(id OfficeID) Hours {
	return c.hours(func(v View) (ScheduleID, []HoursOwner) {
		office, ok := v.Office(id)
		if !ok {
			return "", nil
		}
		return office.Schedule, office.owners()
	})
}

// ServiceHours returns when the desk of a service receives: its own hours when
// it has some, else its office's.
func (c *Charter) ServiceHours(id ServiceID) Hours {
	return c.hours(func(v View) (ScheduleID, []HoursOwner) {
		service, ok := v.Service(id)
		if !ok {
			return "", nil
		}
		office, ok := v.Office(service.Office.Value)
		if !ok {
			return "", nil
		}
		owners := append([]HoursOwner{{Kind: OwnerService, ID: string(id)}}, office.owners()...)
		if service.Schedule.Provided() {
			return service.Schedule.Value, owners
		}
		return office.Schedule, owners
	})
}

// LineHours returns when a telephone line of an office answers.
func (c *Charter) LineHours(id OfficeID, schedule ScheduleID) Hours {
	return c.hours(func(v View) (ScheduleID, []HoursOwner) {
		office, ok := v.Office(id)
		if !ok {
			return "", nil
		}
		return schedule, office.owners()
	})
}

// BuildingHours returns when a building's doors are open.
func (c *Charter) BuildingHours(id BuildingID) Hours {
	return c.hours(func(v View) (ScheduleID, []HoursOwner) {
		building, ok := v.Building(id)
		if !ok {
			return "", nil
		}
		return building.Schedule, []HoursOwner{{Kind: OwnerBuilding, ID: string(id)}, {Kind: OwnerMunicipality}}
	})
}

// owners is the chain along which closures hit an office, the narrowest first.
func (o *Office) owners() []HoursOwner {
	return []HoursOwner{
		{Kind: OwnerOffice, ID: string(o.ID)},
		{Kind: OwnerBuilding, ID: string(o.Building)},
		{Kind: OwnerMunicipality},
	}
}

// hours asks, for each day, who the owner is on that day: a move or a new
// schedule counts from its own day on.
func (c *Charter) hours(owner func(View) (ScheduleID, []HoursOwner)) Hours {
	facts := func(day Date) DayFacts {
		view := c.On(day)
		id, chain := owner(view)
		schedule, ok := view.Schedule(id)
		if !ok {
			return DayFacts{}
		}
		chain = append([]HoursOwner{{Kind: OwnerSchedule, ID: string(id)}}, chain...)
		return DayFacts{Rules: schedule.Rules, Closures: ClosuresFor(c.closures, day, chain)}
	}
	return NewHours(facts, c.holidays, c.loc)
}

// TownClosure returns the closure that hits the whole municipality on the day.
func (v View) TownClosure() (Closure, bool) {
	closures := ClosuresFor(v.charter.closures, v.day, []HoursOwner{Municipality()})
	if len(closures) == 0 {
		return Closure{}, false
	}
	return closures[0], true
}
