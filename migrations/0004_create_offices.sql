-- Offices, people and who is what for how long. An office belongs to the
-- municipality or, with `body`, to another body (an Unione, an associated
-- desk). A tenure (incarico) is a relation with its own range.

-- +goose Up
SELECT create_identity('office', '^[a-z0-9]+(-[a-z0-9]+)*$');
CREATE TABLE office_profile (
    name        text NOT NULL CONSTRAINT office_name_not_blank CHECK (btrim(name) <> ''),
    description text,
    kind        text NOT NULL DEFAULT 'ufficio'
        CONSTRAINT office_kind_known CHECK (kind IN ('area', 'settore', 'ufficio', 'altro')),
    confirmed_on date
);
SELECT install_facet('office_profile', 'office');
CREATE TABLE office_alias (text text NOT NULL);
SELECT install_list('office_alias', 'office_profile');

CREATE TABLE office_structure (body text);
SELECT install_facet('office_structure', 'office');
SELECT install_reference('office_structure', 'parent_id', 'office', 'office_profile');
ALTER TABLE office_structure ADD CONSTRAINT office_not_its_own_parent CHECK (parent_id <> office_id);
-- An office must not stand, on any day, under one that stands under it.
-- +goose StatementBegin
CREATE FUNCTION hold_hierarchy() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        WITH RECURSIVE above AS (
            SELECT s.parent_id, s.valid FROM office_structure s WHERE s.id = NEW.id AND s.superseded_by IS NULL
            UNION
            SELECT s.parent_id, s.valid * a.valid
            FROM above a JOIN office_structure s ON s.office_id = a.parent_id AND s.valid && a.valid
            WHERE s.superseded_by IS NULL AND a.parent_id <> NEW.office_id)
        SELECT FROM above WHERE parent_id = NEW.office_id) THEN
        RAISE EXCEPTION 'office % stands under itself', NEW.office_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'office_not_under_itself', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NULL;
END
$$;
-- +goose StatementEnd
CREATE CONSTRAINT TRIGGER office_not_under_itself AFTER INSERT ON office_structure DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION hold_hierarchy();

-- The offices that took over from a merged or divided one. They need not exist
-- while this one does.
CREATE TABLE office_successor (successor_id bigint NOT NULL REFERENCES office);
SELECT install_list('office_successor', 'office_structure');

CREATE TABLE office_place (directions text);
SELECT install_facet('office_place', 'office');
SELECT install_reference('office_place', 'building_id', 'building', 'building_profile');
CREATE TABLE office_room (room_id bigint NOT NULL REFERENCES room);
SELECT install_list('office_room', 'office_place');

CREATE TABLE office_hours ();
SELECT install_facet('office_hours', 'office');
SELECT install_reference('office_hours', 'schedule_id', 'schedule', 'schedule_rules');

CREATE TABLE office_contacts ();
SELECT install_facet('office_contacts', 'office');
CREATE TABLE office_contact (
    kind        text NOT NULL
        CONSTRAINT office_contact_kind_known CHECK (kind IN ('telefono', 'email', 'pec', 'sito', 'whatsapp')),
    value       text NOT NULL,
    note        text,
    schedule_id bigint REFERENCES schedule
);
SELECT install_list('office_contact', 'office_contacts');

CREATE TABLE office_translation (name text);
SELECT install_facet('office_translation', 'office', translated => true);

SELECT create_identity('person', '^[a-z0-9]+(-[a-z0-9]+)*$');
CREATE TABLE person_profile (
    given_name  text NOT NULL,
    family_name text NOT NULL,
    title       text,
    email       text,
    phone       text
);
SELECT install_facet('person_profile', 'person');

SELECT create_identity('tenure', '^[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*$');
CREATE TABLE tenure_profile (
    body  text,
    role  text NOT NULL CONSTRAINT tenure_role_known CHECK (role IN
        ('responsabile', 'vice', 'istruttore', 'sportello', 'agente', 'sindaco', 'assessore', 'consigliere', 'segretario', 'altro')),
    title text
);
SELECT install_facet('tenure_profile', 'tenure');
SELECT install_reference('tenure_profile', 'person_id', 'person', 'person_profile');
SELECT install_reference('tenure_profile', 'office_id', 'office', 'office_profile');
ALTER TABLE tenure_profile
    ALTER COLUMN person_id SET NOT NULL,
    ADD CONSTRAINT tenure_somewhere CHECK (office_id IS NOT NULL OR body IS NOT NULL),
    ADD CONSTRAINT tenure_head_of_an_office CHECK (role <> 'responsabile' OR office_id IS NOT NULL),
    ADD CONSTRAINT tenure_one_head_a_day
        EXCLUDE USING gist (office_id WITH =, valid WITH &&) WHERE (superseded_by IS NULL AND role = 'responsabile');

-- A tenure's slug is the person's and a key: rossi-maria/capo.
-- +goose StatementBegin
CREATE FUNCTION hold_tenure_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF split_part((SELECT slug FROM tenure WHERE id = NEW.tenure_id), '/', 1)
       <> (SELECT slug FROM person WHERE id = NEW.person_id) THEN
        RAISE EXCEPTION 'tenure % is named after another person', NEW.tenure_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'tenure_named_after_its_person', TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END
$$;
-- +goose StatementEnd
CREATE TRIGGER hold_tenure_person BEFORE INSERT ON tenure_profile FOR EACH ROW EXECUTE FUNCTION hold_tenure_person();

-- Entries that refer to what has days of its own: covered over the range of the
-- row that they belong to. Arguments: the entry's column, the facet of the row,
-- the facet of what is referred to, and its identity column.
-- +goose StatementBegin
CREATE FUNCTION hold_entry_coverage() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    target bigint := (to_jsonb(NEW) ->> TG_ARGV[0])::bigint;
    covered boolean;
BEGIN
    IF target IS NULL THEN
        RETURN NULL;
    END IF;
    EXECUTE format($q$
        SELECT coalesce((SELECT range_agg(valid) FROM %2$I WHERE %3$I = $2 AND superseded_by IS NULL) @> f.valid, false)
        FROM %1$I f WHERE f.id = $1 AND f.superseded_by IS NULL$q$, TG_ARGV[1], TG_ARGV[2], TG_ARGV[3])
        INTO covered USING NEW.state_id, target;
    IF NOT covered THEN -- no row: the fact was superseded in the same change, nothing to hold
        RAISE EXCEPTION 'entry % of %: what % refers to does not exist all the while', NEW.key, TG_TABLE_NAME, TG_ARGV[0]
            USING ERRCODE = 'foreign_key_violation', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NULL;
END
$$;
-- +goose StatementEnd

-- Arguments: the list, its column, the facet of the rows it belongs to, and
-- this facet's identity column.
-- +goose StatementBegin
CREATE FUNCTION hold_entry_referrers() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    target bigint := (to_jsonb(OLD) ->> TG_ARGV[3])::bigint;
    stranded text;
BEGIN
    EXECUTE format($q$
        SELECT e.key FROM %1$I e JOIN %3$I f ON f.id = e.state_id
        WHERE e.%2$I = $1 AND f.superseded_by IS NULL
          AND NOT coalesce(f.valid <@ (SELECT range_agg(valid) FROM %4$I WHERE %5$I = $1 AND superseded_by IS NULL), false)
        LIMIT 1$q$, TG_ARGV[0], TG_ARGV[1], TG_ARGV[2], TG_TABLE_NAME, TG_ARGV[3]) INTO stranded USING target;
    IF stranded IS NOT NULL THEN
        RAISE EXCEPTION 'entry % of % still refers to what ends in %', stranded, TG_ARGV[0], TG_TABLE_NAME
            USING ERRCODE = 'foreign_key_violation', CONSTRAINT = TG_NAME, TABLE = TG_TABLE_NAME;
    END IF;
    RETURN NULL;
END
$$;
-- +goose StatementEnd

CREATE CONSTRAINT TRIGGER office_room_covered AFTER INSERT ON office_room DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION hold_entry_coverage('room_id', 'office_place', 'room_profile', 'room_id');
CREATE CONSTRAINT TRIGGER office_room_kept AFTER UPDATE OF superseded_by ON room_profile DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION hold_entry_referrers('office_room', 'room_id', 'office_place', 'room_id');
CREATE CONSTRAINT TRIGGER office_contact_covered AFTER INSERT ON office_contact DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION hold_entry_coverage('schedule_id', 'office_contacts', 'schedule_rules', 'schedule_id');
CREATE CONSTRAINT TRIGGER office_contact_kept AFTER UPDATE OF superseded_by ON schedule_rules DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION hold_entry_referrers('office_contact', 'schedule_id', 'office_contacts', 'schedule_id');
CREATE INDEX ON office_room (room_id);
CREATE INDEX ON office_contact (schedule_id);

-- Exceptional closures and openings. `valid` is the days themselves.
SELECT create_identity('closure', '^[a-z0-9]+(-[a-z0-9]+)*$');
CREATE TABLE closure_days (
    reason text NOT NULL,
    kind   text NOT NULL CONSTRAINT closure_kind_known CHECK (kind IN ('chiuso', 'speciale'))
);
SELECT install_facet('closure_days', 'closure');
CREATE TABLE closure_interval (
    opens      text NOT NULL CONSTRAINT closure_interval_opens_form CHECK (opens ~ '^[0-4][0-9]:[0-5][0-9]$'),
    closes     text NOT NULL CONSTRAINT closure_interval_closes_form CHECK (closes ~ '^[0-4][0-9]:[0-5][0-9]$'),
    last_entry text CONSTRAINT closure_interval_last_entry_within CHECK (last_entry BETWEEN opens AND closes),
    mode       text NOT NULL
        CONSTRAINT closure_interval_mode_known CHECK (mode IN ('libero', 'appuntamento', 'telefono', 'online')),
    note       text,
    CONSTRAINT closure_interval_opens_before_it_closes CHECK (opens < closes)
);
SELECT install_list('closure_interval', 'closure_days');
-- What a closure hits, or spares (essential services, L. 146/1990); an entry
-- that names nothing means the whole municipality. What is named need only
-- exist at some time: a closure says nothing about it on other days.
CREATE TABLE closure_target (
    exempt      boolean NOT NULL DEFAULT false,
    schedule_id bigint  REFERENCES schedule,
    office_id   bigint  REFERENCES office,
    building_id bigint  REFERENCES building,
    service_id  bigint, -- refers to service once that exists
    CONSTRAINT closure_target_one_thing CHECK (num_nonnulls(schedule_id, office_id, building_id, service_id) <= 1)
);
SELECT install_list('closure_target', 'closure_days');
