package exchange

import "github.com/cittaclick/cittaclick/knowledge"

// conflicting reports whether an entry that would change a field must not: the
// charter has changed the field since the files were exported, and either the
// charter's value is to stand or nobody has said which.
func (d *differ) conflicting(e *entity, said *entry, line []span) bool {
	if d.before == nil {
		return false
	}
	key := lineKey{said.facet, e.subject, e.layer, said.language}
	if sameLine(line, lineOf(d.before.lines[key], said.field)) {
		return false
	}
	return d.stands(Conflict{
		Problem: Problem{
			File: said.file, Line: said.line, Field: said.path(),
			Message: "è cambiato anche nella carta dopo l'esportazione",
		},
		Ours:   spansText(line),
		Theirs: said.text(),
	})
}

// resized reports the same of the days on which an entity exists.
func (d *differ) resized(e *entity, was knowledge.Range) bool {
	if d.before == nil {
		return false
	}
	if then, known := d.before.existence(e.kind, e.subject, e.layer); known && then == was {
		return false
	}
	is := was
	if e.from != nil {
		is.From = *e.from
	}
	if e.to != nil {
		is.To = *e.to
	}
	return d.stands(Conflict{
		Problem: Problem{File: e.file, Line: e.line, Field: keyFrom, Message: "anche nella carta sono cambiati dal o al dopo l'esportazione"},
		Ours:    rangeText(was),
		Theirs:  rangeText(is),
	})
}

// stands applies the policy and reports whether the charter's value stands.
func (d *differ) stands(c Conflict) bool {
	switch d.options.Policy {
	case PolicyOurs:
		return true
	case PolicyTheirs:
		return false
	default:
		d.conflicts = append(d.conflicts, c)
		return true
	}
}
