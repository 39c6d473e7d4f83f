package knowledgepg

import "github.com/cittaclick/cittaclick/knowledge"

func serviceSheet() facet[knowledge.ServiceSheet] {
	return facet[knowledge.ServiceSheet]{
		table: "service_sheet", identity: "service", layered: true,
		facts: func(f *knowledge.Facts) *[]knowledge.Fact[knowledge.ServiceSheet] { return &f.ServiceSheets },
		value: `f.title, f.summary, f.description, f.topic, f.status, f.status_reason, f.audience, f.eligibility, f.constraints,
			f.special_cases, f.outcome, f.validity, f.afterwards, f.subjects, f.life_events, f.business_events, f.related,
			f.confirmed_on, (SELECT slug FROM service WHERE id = f.successor_id) AS successor,
			(SELECT json_agg(i) FROM (SELECT key, removed, text FROM service_step WHERE state_id = f.id ORDER BY position) i) AS steps,
			(SELECT json_agg(i) FROM (SELECT key, removed, name, condition, specimen, form, form_url, note FROM service_requirement WHERE state_id = f.id ORDER BY position) i) AS requirements,
			(SELECT json_agg(i) FROM (SELECT key, removed, act, article, url, note, source, verified_on, unverified, to_fill FROM service_legal_basis WHERE state_id = f.id ORDER BY position) i) AS legal,
			(SELECT json_agg(i.text) FROM (SELECT text FROM service_alias WHERE state_id = f.id ORDER BY position) i) AS aliases`,
		insert: `
			WITH state AS (
				INSERT INTO service_sheet ({{columns}}, title, summary, description, topic, status, status_reason, audience,
					eligibility, constraints, special_cases, outcome, validity, afterwards, subjects, life_events,
					business_events, related, successor_id, confirmed_on)
				SELECT {{values}}, v.title, v.summary, v.description, v.topic, v.status, v.status_reason, v.audience,
					v.eligibility, v.constraints, v.special_cases, v.outcome, v.validity, v.afterwards, v.subjects, v.life_events,
					v.business_events, v.related, identity_of('service', v.successor), v.confirmed_on
				FROM jsonb_to_record(@value::jsonb)
					AS v(title text, summary text, description text, topic text, status text, status_reason text, audience text,
					     eligibility text, constraints text, special_cases text, outcome text, validity text, afterwards text,
					     subjects text[], life_events text[], business_events text[], related text[], successor text,
					     confirmed_on date)
				RETURNING id),
			steps AS (
				INSERT INTO service_step (state_id, position, key, removed, text)
				SELECT state.id, i.position, i.key, coalesce(i.removed, false), i.text
				FROM state, ROWS FROM (jsonb_to_recordset(nullif(@value::jsonb -> 'steps', 'null'))
					AS (key text, removed boolean, text text))
					WITH ORDINALITY AS i(key, removed, text, position)),
			requirements AS (
				INSERT INTO service_requirement (state_id, position, key, removed, name, condition, specimen, form, form_url, note)
				SELECT state.id, i.position, i.key, coalesce(i.removed, false), i.name, i.condition, i.specimen, i.form, i.form_url, i.note
				FROM state, ROWS FROM (jsonb_to_recordset(nullif(@value::jsonb -> 'requirements', 'null'))
					AS (key text, removed boolean, name text, condition text, specimen text, form text, form_url text, note text))
					WITH ORDINALITY AS i(key, removed, name, condition, specimen, form, form_url, note, position)),
			legal AS (
				INSERT INTO service_legal_basis (state_id, position, key, removed, act, article, url, note,
					source, verified_on, unverified, to_fill)
				SELECT state.id, i.position, i.key, coalesce(i.removed, false), i.act, i.article, i.url, i.note,
					i.source, i.verified_on, coalesce(i.unverified, false), coalesce(i.to_fill, false)
				FROM state, ROWS FROM (jsonb_to_recordset(nullif(@value::jsonb -> 'legal', 'null'))
					AS (key text, removed boolean, act text, article text, url text, note text,
					    source text, verified_on date, unverified boolean, to_fill boolean))
					WITH ORDINALITY AS i(key, removed, act, article, url, note, source, verified_on, unverified, to_fill, position))
			INSERT INTO service_alias (state_id, position, key, text)
			SELECT state.id, w.position, lower(w.text), w.text
			FROM state, jsonb_array_elements_text(nullif(@value::jsonb -> 'aliases', 'null')) WITH ORDINALITY AS w(text, position)`,
	}
}

func serviceAccess() facet[knowledge.ServiceAccess] {
	return facet[knowledge.ServiceAccess]{
		table: "service_access", identity: "service", layered: true,
		facts: func(f *knowledge.Facts) *[]knowledge.Fact[knowledge.ServiceAccess] { return &f.ServiceAccess },
		value: `f.appointment, f.booking, f.booking_url, (SELECT slug FROM schedule WHERE id = f.schedule_id) AS schedule,
			(SELECT json_agg(i) FROM (SELECT key, removed, kind, code, description, url FROM service_channel WHERE state_id = f.id ORDER BY position) i) AS channels`,
		insert: `
			WITH state AS (
				INSERT INTO service_access ({{columns}}, appointment, booking, booking_url, schedule_id)
				SELECT {{values}}, v.appointment, v.booking, v.booking_url, identity_of('schedule', v.schedule)
				FROM jsonb_to_record(@value::jsonb)
					AS v(appointment text, booking text, booking_url text, schedule text)
				RETURNING id)
			INSERT INTO service_channel (state_id, position, key, removed, kind, code, description, url)
			SELECT state.id, i.position, i.key, coalesce(i.removed, false), nullif(i.kind, ''), i.code, i.description, i.url
			FROM state, ROWS FROM (jsonb_to_recordset(nullif(@value::jsonb -> 'channels', 'null'))
				AS (key text, removed boolean, kind text, code text, description text, url text))
				WITH ORDINALITY AS i(key, removed, kind, code, description, url, position)`,
	}
}

func serviceFees() facet[knowledge.ServiceFees] {
	return facet[knowledge.ServiceFees]{
		table: "service_fees", identity: "service", layered: true,
		facts: func(f *knowledge.Facts) *[]knowledge.Fact[knowledge.ServiceFees] { return &f.ServiceFees },
		value: `f.payment,
			(SELECT json_agg(i) FROM (SELECT key, removed, name, amount, condition, note, source, verified_on, unverified, to_fill FROM service_fee WHERE state_id = f.id ORDER BY position) i) AS fees`,
		insert: `
			WITH state AS (
				INSERT INTO service_fees ({{columns}}, payment)
				SELECT {{values}}, @value::jsonb ->> 'payment'
				RETURNING id)
			INSERT INTO service_fee (state_id, position, key, removed, name, amount, condition, note,
				source, verified_on, unverified, to_fill)
			SELECT state.id, i.position, i.key, coalesce(i.removed, false), i.name, i.amount, i.condition, i.note,
				i.source, i.verified_on, coalesce(i.unverified, false), coalesce(i.to_fill, false)
			FROM state, ROWS FROM (jsonb_to_recordset(nullif(@value::jsonb -> 'fees', 'null'))
				AS (key text, removed boolean, name text, amount numeric, condition text, note text,
				    source text, verified_on date, unverified boolean, to_fill boolean))
				WITH ORDINALITY AS i(key, removed, name, amount, condition, note, source, verified_on, unverified, to_fill, position)`,
	}
}

func serviceTerm() facet[knowledge.ServiceTerm] {
	return facet[knowledge.ServiceTerm]{
		table: "service_term", identity: "service", layered: true,
		facts: func(f *knowledge.Facts) *[]knowledge.Fact[knowledge.ServiceTerm] { return &f.ServiceTerms },
		value: `f.silence,
			(SELECT json_agg(i) FROM (SELECT key, removed, days, text, basis, source, verified_on, unverified, to_fill FROM service_duration WHERE state_id = f.id ORDER BY position) i) AS durations,
			(SELECT json_agg(i) FROM (SELECT key, removed, days, text, basis, source, verified_on, unverified, to_fill FROM service_deadline WHERE state_id = f.id ORDER BY position) i) AS deadlines`,
		insert: `
			WITH state AS (
				INSERT INTO service_term ({{columns}}, silence)
				SELECT {{values}}, @value::jsonb ->> 'silence'
				RETURNING id),
			durations AS (
				INSERT INTO service_duration (state_id, position, key, removed, days, text, basis,
					source, verified_on, unverified, to_fill)
				SELECT state.id, i.position, i.key, coalesce(i.removed, false), i.days, i.text, i.basis,
					i.source, i.verified_on, coalesce(i.unverified, false), coalesce(i.to_fill, false)
				FROM state, ROWS FROM (jsonb_to_recordset(nullif(@value::jsonb -> 'durations', 'null'))
					AS (key text, removed boolean, days integer, text text, basis text,
					    source text, verified_on date, unverified boolean, to_fill boolean))
					WITH ORDINALITY AS i(key, removed, days, text, basis, source, verified_on, unverified, to_fill, position))
			INSERT INTO service_deadline (state_id, position, key, removed, days, text, basis,
				source, verified_on, unverified, to_fill)
			SELECT state.id, i.position, i.key, coalesce(i.removed, false), i.days, i.text, i.basis,
				i.source, i.verified_on, coalesce(i.unverified, false), coalesce(i.to_fill, false)
			FROM state, ROWS FROM (jsonb_to_recordset(nullif(@value::jsonb -> 'deadlines', 'null'))
				AS (key text, removed boolean, days integer, text text, basis text,
				    source text, verified_on date, unverified boolean, to_fill boolean))
				WITH ORDINALITY AS i(key, removed, days, text, basis, source, verified_on, unverified, to_fill, position)`,
	}
}

func serviceDuty() facet[knowledge.ServiceDuty] {
	return facet[knowledge.ServiceDuty]{
		table: "service_duty", identity: "service", layered: true,
		facts: func(f *knowledge.Facts) *[]knowledge.Fact[knowledge.ServiceDuty] { return &f.ServiceDuties },
		value: `(SELECT slug FROM office WHERE id = f.office_id) AS office,
			(SELECT slug FROM person WHERE id = f.official_id) AS official,
			(SELECT slug FROM person WHERE id = f.substitute_id) AS substitute`,
		insert: `
			INSERT INTO service_duty ({{columns}}, office_id, official_id, substitute_id)
			SELECT {{values}}, identity_of('office', v.office), identity_of('person', v.official), identity_of('person', v.substitute)
			FROM jsonb_to_record(@value::jsonb) AS v(office text, official text, substitute text)`,
	}
}

func serviceTranslation() facet[knowledge.ServiceTranslation] {
	return facet[knowledge.ServiceTranslation]{
		table: "service_translation", identity: "service", layered: true, translated: true,
		facts: func(f *knowledge.Facts) *[]knowledge.Fact[knowledge.ServiceTranslation] {
			return &f.ServiceTranslations
		},
		value: `f.title, f.summary,
			(SELECT json_agg(i.text) FROM (SELECT text FROM service_translation_alias WHERE state_id = f.id ORDER BY position) i) AS aliases`,
		insert: `
			WITH state AS (
				INSERT INTO service_translation ({{columns}}, title, summary)
				SELECT {{values}}, v.title, v.summary
				FROM jsonb_to_record(@value::jsonb) AS v(title text, summary text)
				RETURNING id)
			INSERT INTO service_translation_alias (state_id, position, key, text)
			SELECT state.id, w.position, lower(w.text), w.text
			FROM state, jsonb_array_elements_text(nullif(@value::jsonb -> 'aliases', 'null')) WITH ORDINALITY AS w(text, position)`,
	}
}
