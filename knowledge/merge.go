package knowledge

import (
	"slices"
	"strings"
)

// Merge lays the local layer over the base: a field that the local one says
// ("not provided" included) wins, one that it does not say is inherited. Lists
// merge by key: an entry replaces the base's, is added, or removes it. Lists of
// words add up; "-word" removes one. The functions are pure and serve loading,
// lint, coverage, export and the console alike, so that where a field comes
// from is derived and never stored.

// Merge returns the sheet as citizens read it.
func (base ServiceSheet) Merge(local ServiceSheet) ServiceSheet {
	return ServiceSheet{
		Title:        pick(base.Title, local.Title),
		Summary:      pick(base.Summary, local.Summary),
		Description:  pick(base.Description, local.Description),
		Topic:        pick(base.Topic, local.Topic),
		Status:       pick(base.Status, local.Status),
		StatusReason: pick(base.StatusReason, local.StatusReason),
		Audience:     pick(base.Audience, local.Audience),
		Eligibility:  pick(base.Eligibility, local.Eligibility),
		Constraints:  pick(base.Constraints, local.Constraints),
		SpecialCases: pick(base.SpecialCases, local.SpecialCases),
		Steps:        mergeItems(base.Steps, local.Steps),
		Requirements: mergeItems(base.Requirements, local.Requirements),
		Outcome:      pick(base.Outcome, local.Outcome),
		Validity:     pick(base.Validity, local.Validity),
		Afterwards:   pick(base.Afterwards, local.Afterwards),
		Legal:        mergeItems(base.Legal, local.Legal),
		Subjects:     mergeWords(base.Subjects, local.Subjects),
		LifeEvents:   mergeWords(base.LifeEvents, local.LifeEvents),
		BizEvents:    mergeWords(base.BizEvents, local.BizEvents),
		Related:      mergeWords(base.Related, local.Related),
		Aliases:      mergeWords(base.Aliases, local.Aliases),
		Successor:    pick(base.Successor, local.Successor),
		ConfirmedOn:  pick(base.ConfirmedOn, local.ConfirmedOn),
	}
}

// Merge returns the ways in as citizens read them.
func (base ServiceAccess) Merge(local ServiceAccess) ServiceAccess {
	return ServiceAccess{
		Channels:    mergeItems(base.Channels, local.Channels),
		Appointment: pick(base.Appointment, local.Appointment),
		Booking:     pick(base.Booking, local.Booking),
		BookingURL:  pick(base.BookingURL, local.BookingURL),
		Schedule:    pick(base.Schedule, local.Schedule),
	}
}

// Merge returns the fees as citizens read them.
func (base ServiceFees) Merge(local ServiceFees) ServiceFees {
	return ServiceFees{
		Fees:    mergeItems(base.Fees, local.Fees),
		Payment: pick(base.Payment, local.Payment),
	}
}

// Merge returns the times as citizens read them.
func (base ServiceTerm) Merge(local ServiceTerm) ServiceTerm {
	return ServiceTerm{
		Durations: mergeItems(base.Durations, local.Durations),
		Deadlines: mergeItems(base.Deadlines, local.Deadlines),
		Silence:   pick(base.Silence, local.Silence),
	}
}

// Merge returns who answers for the service.
func (base ServiceDuty) Merge(local ServiceDuty) ServiceDuty {
	return ServiceDuty{
		Office:     pick(base.Office, local.Office),
		Official:   pick(base.Official, local.Official),
		Substitute: pick(base.Substitute, local.Substitute),
	}
}

// Merge returns the texts of one language as citizens read them.
func (base ServiceTranslation) Merge(local ServiceTranslation) ServiceTranslation {
	return ServiceTranslation{
		Title:   pick(base.Title, local.Title),
		Summary: pick(base.Summary, local.Summary),
		Aliases: mergeWords(base.Aliases, local.Aliases),
	}
}

// Merge returns the matter of another body as citizens read it.
func (base MatterSheet) Merge(local MatterSheet) MatterSheet {
	return MatterSheet{
		Title:   pick(base.Title, local.Title),
		Body:    pick(base.Body, local.Body),
		Summary: pick(base.Summary, local.Summary),
		Where:   pick(base.Where, local.Where),
		Website: pick(base.Website, local.Website),
		Phone:   pick(base.Phone, local.Phone),
		Here:    pick(base.Here, local.Here),
		Related: mergeWords(base.Related, local.Related),
		Aliases: mergeWords(base.Aliases, local.Aliases),
	}
}

// Merge returns the life event as citizens read it.
func (base LifeEventSheet) Merge(local LifeEventSheet) LifeEventSheet {
	return LifeEventSheet{
		Title:      pick(base.Title, local.Title),
		Summary:    pick(base.Summary, local.Summary),
		LifeEvents: mergeWords(base.LifeEvents, local.LifeEvents),
		BizEvents:  mergeWords(base.BizEvents, local.BizEvents),
		Steps:      mergeItems(base.Steps, local.Steps),
		Aliases:    mergeWords(base.Aliases, local.Aliases),
	}
}

// pick returns what the local layer says, else what the base says.
func pick[T any](base, local Optional[T]) Optional[T] {
	if local.Set() {
		return local
	}
	return base
}

// mergeItems keeps the base's order; added entries follow.
func mergeItems[T Keyed](base, local Optional[[]T]) Optional[[]T] {
	if !local.Provided() {
		return pick(base, local)
	}
	merged := slices.Clone(base.Value)
	for _, item := range local.Value {
		at := slices.IndexFunc(merged, func(b T) bool { return b.ItemKey() == item.ItemKey() })
		switch {
		case at >= 0 && item.ItemRemoved():
			merged = slices.Delete(merged, at, at+1)
		case at >= 0:
			merged[at] = item
		case !item.ItemRemoved():
			merged = append(merged, item)
		}
	}
	if len(merged) == 0 {
		return NotProvided[[]T]() // all that the base had was taken away
	}
	return Some(merged)
}

// mergeWords adds the local words to the base's and takes away those written "-word".
func mergeWords(base, local Optional[[]string]) Optional[[]string] {
	if !local.Provided() {
		return pick(base, local)
	}
	merged := slices.Clone(base.Value)
	for _, word := range local.Value {
		if removed, ok := strings.CutPrefix(word, "-"); ok {
			merged = slices.DeleteFunc(merged, func(w string) bool { return strings.EqualFold(w, removed) })
		} else if !slices.Contains(merged, word) {
			merged = append(merged, word)
		}
	}
	return Some(merged)
}
