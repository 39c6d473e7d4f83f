-- How the town's truth is kept (decision 1 of the design). A thing that changes
-- over time is an identity (a slug that never changes) and one table per facet:
-- the fields that one kind of act changes together. Rows of a facet are never
-- rewritten: `valid` says when the row is true in the town, `change_id` what
-- recorded it, `superseded_by` the later change that replaced it, so that both
-- "what is true on that day" and "what did we know then" can be asked.
--
-- install_facet() gives every facet table the same columns, constraints and
-- triggers, and the constraint triggers below hold that what a row refers to
-- exists for as long as the row is true.

-- +goose Up

-- +goose StatementBegin
CREATE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are never altered or deleted', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'append_only', TABLE = TG_TABLE_NAME;
END
$$;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE FUNCTION make_append_only(kind text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I
                    FOR EACH ROW EXECUTE FUNCTION refuse_rewriting()', kind);
    EXECUTE format('CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON %I
                    FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()', kind);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO cittaclick_app', kind);
END
$$;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE FUNCTION create_identity(kind text, slug_form text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format($ddl$
        CREATE TABLE %1$I (
            id   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            slug text NOT NULL CONSTRAINT %2$I UNIQUE
                      CONSTRAINT %3$I CHECK (slug ~ %4$L)
        )$ddl$, kind, kind || '_slug_unique', kind || '_slug_form', slug_form);
    PERFORM make_append_only(kind);
END
$$;
-- +goose StatementEnd

-- An act (provvedimento) is an identity like the others; its facet comes below,
-- because changes refer to acts and facets to changes.
SELECT create_identity('act', '^[a-z0-9]+(-[a-z0-9]+)*$');

-- A change is one recording: who, when, and why.
CREATE TABLE change (
    id          bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    recorded_at timestamptz NOT NULL,
    recorded_by text        NOT NULL,
    cause       text        NOT NULL
        CONSTRAINT change_cause_known CHECK (cause IN ('act', 'correction', 'import', 'base-release')),
    act_id      bigint      REFERENCES act,
    reason      text,
    CONSTRAINT change_by_act_names_it CHECK ((cause = 'act') = (act_id IS NOT NULL)),
    CONSTRAINT correction_says_why CHECK (cause <> 'correction' OR reason IS NOT NULL)
);
SELECT make_append_only('change');

-- The version of the charter is the id of its last change. Changes are recorded
-- one at a time: whoever records locks this row first (lock_charter), so that
-- ids grow in the order in which changes become visible. The program's role may
-- only read it; the row moves by itself when a change is written.
CREATE TABLE charter_version (
    single  boolean PRIMARY KEY DEFAULT true CONSTRAINT charter_version_single CHECK (single),
    version bigint  NOT NULL
);
INSERT INTO charter_version (version) VALUES (0);
GRANT SELECT ON charter_version TO cittaclick_app;

-- +goose StatementBegin
CREATE FUNCTION lock_charter() RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
    SELECT version FROM charter_version FOR UPDATE
$$;
-- +goose StatementEnd

-- +goose StatementBegin
CREATE FUNCTION advance_version() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    UPDATE charter_version SET version = NEW.id WHERE version < NEW.id;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'change % comes after a later one: lock the charter before recording', NEW.id
            USING ERRCODE = 'serialization_failure';
    END IF;
    IF NEW.recorded_at < (SELECT recorded_at FROM change WHERE id < NEW.id ORDER BY id DESC LIMIT 1) THEN
        RAISE EXCEPTION 'change % is earlier than the one before it', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'changes_in_order_of_time', TABLE = 'change';
    END IF;
    RETURN NULL;
END
$$;
-- +goose StatementEnd

CREATE TRIGGER advance_version AFTER INSERT ON change FOR EACH ROW EXECUTE FUNCTION advance_version();

-- A fact is written by the change under way, which is the current version
-- because it holds the lock; so nothing can be slipped into an older one.
-- +goose StatementBegin
CREATE FUNCTION hold_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.superseded_by IS NOT NULL OR NEW.change_id <> (SELECT version FROM charter_version) THEN
        RAISE EXCEPTION 'a row of % is not of the change under way', TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'append_only', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END
$$;
-- +goose StatementEnd

-- The same for the entries of a list; the argument is the facet they belong to.
-- +goose StatementBegin
CREATE FUNCTION hold_entry_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    written_by bigint;
BEGIN
    EXECUTE format('SELECT change_id FROM %I WHERE id = $1', TG_ARGV[0]) INTO written_by USING NEW.state_id;
    IF written_by <> (SELECT version FROM charter_version) THEN
        RAISE EXCEPTION 'an entry of % is not of the change under way', TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'append_only', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NULL;
END
$$;
-- +goose StatementEnd

-- An UPDATE of a facet may do nothing but name, once, the change under way as
-- the one that superseded the row.
-- +goose StatementBegin
CREATE FUNCTION supersede_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.superseded_by IS NULL AND NEW.superseded_by = (SELECT version FROM charter_version)
       AND to_jsonb(NEW) - 'superseded_by' = to_jsonb(OLD) - 'superseded_by' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'rows of % are never altered, only superseded, and that once', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'append_only', TABLE = TG_TABLE_NAME;
END
$$;
-- +goose StatementEnd

-- Finds an identity by its slug, loudly: a slug that nobody has must not become
-- a NULL reference.
-- +goose StatementBegin
CREATE FUNCTION identity_of(kind text, wanted text) RETURNS bigint LANGUAGE plpgsql STABLE AS $$
DECLARE
    found bigint;
BEGIN
    IF wanted IS NULL OR wanted = '' THEN
        RETURN NULL;
    END IF;
    EXECUTE format('SELECT id FROM %I WHERE slug = $1', kind) INTO found USING wanted;
    IF found IS NULL THEN
        RAISE EXCEPTION 'no % named %', kind, wanted
            USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'identity_exists', TABLE = kind;
    END IF;
    RETURN found;
END
$$;
-- +goose StatementEnd

-- Gives a facet table its standard columns, constraints and triggers. A layered
-- facet has a base and a local row on the same day; a translated one has a row
-- a language. disposed_by is the act that made the row true, where one did: it
-- stays with the fact when a later change splits the row's days. not_provided names the fields of which it is known that there is
-- nothing ("non previsto"), while NULL says nothing and inherits.
-- +goose StatementBegin
CREATE FUNCTION install_facet(facet text, subject text, layered boolean DEFAULT false, translated boolean DEFAULT false)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    keys text := format('%I WITH =', subject || '_id');
BEGIN
    EXECUTE format($ddl$
        ALTER TABLE %1$I
            ADD COLUMN id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            ADD COLUMN %2$I bigint NOT NULL REFERENCES %3$I,
            ADD COLUMN valid daterange NOT NULL,
            ADD COLUMN change_id bigint NOT NULL REFERENCES change,
            ADD COLUMN disposed_by bigint REFERENCES act,
            ADD COLUMN superseded_by bigint REFERENCES change,
            ADD CONSTRAINT %4$I CHECK (NOT isempty(valid)),
            ADD CONSTRAINT %5$I CHECK (superseded_by >= change_id)$ddl$,
        facet, subject || '_id', subject, facet || '_valid_some_day', facet || '_superseded_later');
    IF layered THEN
        EXECUTE format($ddl$
            ALTER TABLE %1$I
                ADD COLUMN layer text NOT NULL CONSTRAINT %2$I CHECK (layer IN ('base', 'local')),
                ADD COLUMN not_provided text[] NOT NULL DEFAULT '{}'$ddl$, facet, facet || '_layer_known');
        keys := keys || ', layer WITH =';
    END IF;
    IF translated THEN
        EXECUTE format($ddl$
            ALTER TABLE %1$I
                ADD COLUMN lang text NOT NULL CONSTRAINT %2$I CHECK (lang ~ '^[a-z]{2}$' AND lang <> 'it')$ddl$,
            facet, facet || '_lang_form');
        keys := keys || ', lang WITH =';
    END IF;
    EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I EXCLUDE USING gist (%s, valid WITH &&) WHERE (superseded_by IS NULL)',
        facet, facet || '_one_a_day', keys);
    EXECUTE format('CREATE TRIGGER hold_change BEFORE INSERT ON %I FOR EACH ROW EXECUTE FUNCTION hold_change()', facet);
    EXECUTE format('CREATE TRIGGER supersede_once BEFORE UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION supersede_once()', facet);
    EXECUTE format('CREATE TRIGGER append_only BEFORE DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_rewriting()', facet);
    EXECUTE format('CREATE TRIGGER append_only_whole BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()', facet);
    EXECUTE format('CREATE INDEX ON %I (change_id)', facet);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE (superseded_by) ON %I TO cittaclick_app', facet);
END
$$;
-- +goose StatementEnd

-- Gives a list of a facet its standard columns. The entries belong to one row
-- of the facet and are copied with it; `key` is stable from row to row.
-- +goose StatementBegin
CREATE FUNCTION install_list(list text, facet text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format($ddl$
        ALTER TABLE %1$I
            ADD COLUMN state_id bigint NOT NULL REFERENCES %2$I,
            ADD COLUMN position integer NOT NULL,
            ADD COLUMN key text NOT NULL,
            ADD COLUMN removed boolean NOT NULL DEFAULT false,
            ADD PRIMARY KEY (state_id, position),
            ADD CONSTRAINT %3$I UNIQUE (state_id, key)$ddl$, list, facet, list || '_key_unique');
    EXECUTE format('CREATE TRIGGER hold_change AFTER INSERT ON %I
                    FOR EACH ROW EXECUTE FUNCTION hold_entry_change(%L)', list, facet);
    PERFORM make_append_only(list);
END
$$;
-- +goose StatementEnd

-- Coverage: what a row refers to must exist on every day on which the row is
-- true. Deferred, because one change may write both in any order. Checked from
-- both ends: when a reference is written, and when what is referred to ends.

-- Arguments: the referring column, the facet that says when the referred
-- identity exists, and that facet's identity column.
-- +goose StatementBegin
CREATE FUNCTION hold_coverage() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    target bigint := (to_jsonb(NEW) ->> TG_ARGV[0])::bigint;
    fact daterange;
    covered boolean;
BEGIN
    IF target IS NULL THEN
        RETURN NULL;
    END IF;
    -- NEW is the row as it was written; by now it may have been superseded.
    EXECUTE format('SELECT valid FROM %I WHERE id = $1 AND superseded_by IS NULL', TG_TABLE_NAME)
        INTO fact USING NEW.id;
    IF fact IS NULL THEN
        RETURN NULL;
    END IF;
    EXECUTE format('SELECT coalesce(range_agg(valid) @> $1, false) FROM %I WHERE %I = $2 AND superseded_by IS NULL',
                   TG_ARGV[1], TG_ARGV[2]) INTO covered USING fact, target;
    IF NOT covered THEN
        RAISE EXCEPTION 'row % of %: what % refers to does not exist over all of %', NEW.id, TG_TABLE_NAME, TG_ARGV[0], fact
            USING ERRCODE = 'foreign_key_violation', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NULL;
END
$$;
-- +goose StatementEnd

-- Arguments: the referring facet, its referring column, and this facet's
-- identity column. Fires when a row of the referred facet is superseded.
-- +goose StatementBegin
CREATE FUNCTION hold_referrers() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    target bigint := (to_jsonb(OLD) ->> TG_ARGV[2])::bigint;
    stranded bigint;
BEGIN
    EXECUTE format($q$
        SELECT r.id FROM %1$I r
        WHERE r.%2$I = $1 AND r.superseded_by IS NULL
          AND NOT coalesce(r.valid <@ (SELECT range_agg(valid) FROM %3$I WHERE %4$I = $1 AND superseded_by IS NULL), false)
        LIMIT 1$q$, TG_ARGV[0], TG_ARGV[1], TG_TABLE_NAME, TG_ARGV[2]) INTO stranded USING target;
    IF stranded IS NOT NULL THEN
        RAISE EXCEPTION 'row % of % still refers to what ends in %', stranded, TG_ARGV[0], TG_TABLE_NAME
            USING ERRCODE = 'foreign_key_violation', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NULL;
END
$$;
-- +goose StatementEnd

-- Declares that a facet's column refers to an identity of `kind`, whose days of
-- existence are those of the facet `existence`.
-- +goose StatementBegin
CREATE FUNCTION install_reference(facet text, reference text, kind text, existence text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    identity text := kind || '_id';
BEGIN
    EXECUTE format('ALTER TABLE %I ADD COLUMN %I bigint REFERENCES %I', facet, reference, kind);
    EXECUTE format('CREATE INDEX ON %I (%I) WHERE superseded_by IS NULL', facet, reference);
    EXECUTE format('CREATE CONSTRAINT TRIGGER %I AFTER INSERT ON %I DEFERRABLE INITIALLY DEFERRED
                    FOR EACH ROW EXECUTE FUNCTION hold_coverage(%L, %L, %L)',
        facet || '_' || reference || '_covered', facet, reference, existence, identity);
    EXECUTE format('CREATE CONSTRAINT TRIGGER %I AFTER UPDATE OF superseded_by ON %I DEFERRABLE INITIALLY DEFERRED
                    FOR EACH ROW EXECUTE FUNCTION hold_referrers(%L, %L, %L)',
        facet || '_' || reference || '_kept', existence, facet, reference, identity);
END
$$;
-- +goose StatementEnd

CREATE TABLE act_record (
    kind       text NOT NULL,
    number     text,
    adopted_on date,
    organ      text,
    subject    text NOT NULL,
    url        text
);
SELECT install_facet('act_record', 'act');
