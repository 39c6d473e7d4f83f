package knowledgepg

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"

	"github.com/cittaclick/cittaclick/knowledge"
)

// facet says how the rows of one facet stand in the database. All facets have
// the same standard columns (see install_facet in the migrations); a facet's
// own SQL is what turns its columns and lists into the value and back, as one
// JSON document whose names are the columns' and the Go fields' alike.
type facet[T any] struct {
	table      string
	identity   string // the table of the identities
	layered    bool
	translated bool
	everKnown  bool // read over all time, not only in the window asked for
	facts      func(*knowledge.Facts) *[]knowledge.Fact[T]
	// value is what to select of the row f to make the value: each column or
	// list under its JSON name. The lists come in order from their primary key.
	value string
	// insert writes one row, and its lists, from @value. It begins with
	// standard's columns through the placeholders that facet.columns names.
	insert string
	// complete finishes a value that was read, from what stands in the row.
	complete func(*knowledge.Fact[T])
}

// anyFacet is a facet whatever its type.
type anyFacet interface {
	load(batch *pgx.Batch, into *knowledge.Facts, scope scope, decode *decoding)
	identities(facts *knowledge.Facts) (table string, slugs []string)
	store(batch *pgx.Batch, facts *knowledge.Facts, change knowledge.ChangeID) error
	supersede(batch *pgx.Batch, facts *knowledge.Facts, change knowledge.ChangeID)
}

// scope is which rows are read: those recorded and not yet superseded at a
// version, and true on some day of the window.
type scope struct {
	version knowledge.ChangeID
	window  knowledge.Range
}

type factRow struct {
	Row         int64
	Subject     string
	Layer       knowledge.Layer
	Language    string
	Valid       pgtype.Range[pgtype.Date]
	Change      knowledge.ChangeID
	RecordedOn  pgtype.Date
	Act         knowledge.ActID
	NotProvided []string
	Value       []byte
}

func (f facet[T]) selectSQL() string {
	layer, language, notProvided := `'local'`, `''`, `'{}'::text[]`
	if f.layered {
		layer, notProvided = `f.layer`, `f.not_provided`
	}
	if f.translated {
		language = `f.lang`
	}
	return fmt.Sprintf(`
		SELECT f.id AS row, subject.slug AS subject, %s AS layer, %s AS language, f.valid,
		       f.change_id AS change, (change.recorded_at AT TIME ZONE 'Europe/Rome')::date AS recorded_on,
		       coalesce(act.slug, '') AS act, %s AS not_provided,
		       (SELECT row_to_json(v) FROM (SELECT %s) v) AS value
		FROM %s f
		JOIN %s subject ON subject.id = f.%s_id
		JOIN change ON change.id = f.change_id
		LEFT JOIN act ON act.id = f.disposed_by
		WHERE f.valid && @window
		  AND f.change_id <= @version AND (f.superseded_by IS NULL OR f.superseded_by > @version)
		ORDER BY subject.slug, f.valid`,
		layer, language, notProvided, f.value, f.table, f.identity, f.identity)
}

// load queues the reading of the facet's rows. They are decoded beside the
// reading of the next facets: decoding costs as much as the query.
func (f facet[T]) load(batch *pgx.Batch, into *knowledge.Facts, scope scope, decode *decoding) {
	window := scope.window
	if f.everKnown {
		window = knowledge.Always
	}
	args := pgx.NamedArgs{"window": toDaterange(window), "version": scope.version}
	batch.Queue(f.selectSQL(), args).Query(func(rows pgx.Rows) error {
		found, err := pgx.CollectRows(rows, pgx.RowToStructByName[factRow])
		if err != nil {
			return fmt.Errorf("read %s: %w", f.table, err)
		}
		facts := make([]knowledge.Fact[T], len(found))
		*f.facts(into) = facts
		decode.start(func() error {
			for i, row := range found {
				fact, err := f.fact(row)
				if err != nil {
					return fmt.Errorf("read %s row %d: %w", f.table, row.Row, err)
				}
				facts[i] = fact
			}
			return nil
		})
		return nil
	})
}

// decoding is what decodes beside the reading.
type decoding struct {
	tasks sync.WaitGroup
	mu    sync.Mutex
	err   error
}

func (d *decoding) start(task func() error) {
	d.tasks.Go(func() {
		if err := task(); err != nil {
			d.mu.Lock()
			defer d.mu.Unlock()
			d.err = errors.Join(d.err, err)
		}
	})
}

// wait returns when all is decoded, with what went wrong.
func (d *decoding) wait() error {
	d.tasks.Wait()
	return d.err
}

func (f facet[T]) fact(row factRow) (knowledge.Fact[T], error) {
	fact := knowledge.Fact[T]{
		Row: row.Row, Subject: row.Subject, Layer: row.Layer, Language: row.Language,
		Valid: fromDaterange(row.Valid), Change: row.Change, RecordedOn: knowledge.DateOf(row.RecordedOn.Time), Act: row.Act,
	}
	if err := json.Unmarshal(row.Value, &fact.Value); err != nil {
		return fact, fmt.Errorf("decode value: %w", err)
	}
	for _, name := range row.NotProvided {
		if err := markNotProvided(&fact.Value, name); err != nil {
			return fact, err
		}
	}
	if f.complete != nil {
		f.complete(&fact)
	}
	return fact, nil
}

func (f facet[T]) identities(facts *knowledge.Facts) (table string, slugs []string) {
	for _, fact := range *f.facts(facts) {
		slugs = append(slugs, fact.Subject)
	}
	return f.identity, slugs
}

func (f facet[T]) store(batch *pgx.Batch, facts *knowledge.Facts, change knowledge.ChangeID) error {
	statement := f.insertSQL()
	for _, fact := range *f.facts(facts) {
		value, err := json.Marshal(fact.Value)
		if err != nil {
			return fmt.Errorf("encode %s of %s: %w", f.table, fact.Subject, err)
		}
		batch.Queue(statement, pgx.NamedArgs{
			"subject": fact.Subject, "layer": fact.Layer, "lang": fact.Language,
			"valid": toDaterange(fact.Valid), "change": change, "act": string(fact.Act),
			"not_provided": notProvided(fact.Value), "value": value,
		})
	}
	return nil
}

// insertSQL fills the standard columns and their values into the facet's insert.
func (f facet[T]) insertSQL() string {
	columns := f.identity + "_id, valid, change_id, disposed_by"
	values := "identity_of('" + f.identity + "', @subject), @valid::daterange, @change::bigint, identity_of('act', @act)"
	if f.layered {
		columns += ", layer, not_provided"
		values += ", @layer::text, @not_provided::text[]"
	}
	if f.translated {
		columns += ", lang"
		values += ", @lang::text"
	}
	return strings.NewReplacer("{{columns}}", columns, "{{values}}", values).Replace(f.insert)
}

func (f facet[T]) supersede(batch *pgx.Batch, facts *knowledge.Facts, change knowledge.ChangeID) {
	rows := make([]int64, 0, len(*f.facts(facts)))
	for _, fact := range *f.facts(facts) {
		rows = append(rows, fact.Row)
	}
	if len(rows) == 0 {
		return
	}
	batch.Queue(`UPDATE `+f.table+` SET superseded_by = @change WHERE id = ANY(@rows)`,
		pgx.NamedArgs{"change": change, "rows": rows})
}

// notProvided names the fields of a value that say "non previsto".
func notProvided(value any) []string {
	names := []string{}
	v := reflect.ValueOf(value)
	for i := range v.NumField() {
		if o, ok := v.Field(i).Interface().(interface{ None() bool }); ok && o.None() {
			names = append(names, jsonName(v.Type().Field(i)))
		}
	}
	return names
}

func markNotProvided(value any, name string) error {
	v := reflect.ValueOf(value).Elem()
	for i := range v.NumField() {
		if jsonName(v.Type().Field(i)) != name {
			continue
		}
		if o, ok := v.Field(i).Addr().Interface().(interface{ MarkNotProvided() }); ok {
			o.MarkNotProvided()
			return nil
		}
	}
	return fmt.Errorf("no field named %q that could be not provided", name)
}

func jsonName(field reflect.StructField) string {
	name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
	return name
}

func toDaterange(r knowledge.Range) pgtype.Range[pgtype.Date] {
	out := pgtype.Range[pgtype.Date]{LowerType: pgtype.Inclusive, UpperType: pgtype.Exclusive, Valid: true}
	if r.From == knowledge.Earliest {
		out.LowerType = pgtype.Unbounded
	} else {
		out.Lower = pgtype.Date{Time: r.From.In(time.UTC), Valid: true}
	}
	if r.To == knowledge.Latest {
		out.UpperType = pgtype.Unbounded
	} else {
		out.Upper = pgtype.Date{Time: r.To.In(time.UTC), Valid: true}
	}
	return out
}

// fromDaterange reads a daterange in PostgreSQL's canonical form, [from,to).
func fromDaterange(r pgtype.Range[pgtype.Date]) knowledge.Range {
	out := knowledge.Always
	if r.LowerType != pgtype.Unbounded {
		out.From = knowledge.DateOf(r.Lower.Time)
	}
	if r.UpperType != pgtype.Unbounded {
		out.To = knowledge.DateOf(r.Upper.Time)
	}
	return out
}
