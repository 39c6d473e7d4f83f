// Package site is the municipality's charter as a website: services, offices,
// buildings, people in office, life events and other bodies' matters, as they
// stand today or on another day (?on=2026-12-05). Pages are complete without a
// script, set no cookie, and carry what search engines (schema.org) and the
// validator of the municipalities' model (data-element) look for.
//
// What a page says of a service or an office comes from bot.Sheet, in the words
// of the assistant's answers; the package arranges it. It knows no rule of the
// town.
//
// # Vocabulary
//
// A visit is a request for a page with the charter as it stands on the day asked
// about. What is shown is a view, a typed struct that embeds the frame, under
// the name of its template.
package site
