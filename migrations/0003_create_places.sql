-- The municipality, its hours and its buildings. Schedules are identities of
-- their own because offices, desks, telephone lines and buildings share them.
-- Rooms are identities because offices, plates and routes refer to them; floors
-- are entries of their building.

-- +goose Up
SELECT create_identity('municipality', '^[a-z0-9]+(-[a-z0-9]+)*$');
CREATE TABLE municipality_profile (
    name         text NOT NULL,
    short_name   text,
    province     text,
    province_tag text,
    region       text,
    istat        text CONSTRAINT municipality_istat_form CHECK (istat ~ '^[0-9]{6}$'),
    ipa          text,
    postal_code  text CONSTRAINT municipality_postal_code_form CHECK (postal_code ~ '^[0-9]{5}$'),
    address      text,
    switchboard  text,
    email        text,
    pec          text,
    website      text,
    population   integer CONSTRAINT municipality_population_positive CHECK (population > 0),
    patron_name  text,
    patron_day   text CONSTRAINT municipality_patron_day_form CHECK (patron_day ~ '^[0-9]{2}-[0-9]{2}$')
);
SELECT install_facet('municipality_profile', 'municipality');
-- One process hosts one municipality (decision 12 of the design).
CREATE UNIQUE INDEX municipality_single ON municipality ((true));

SELECT create_identity('schedule', '^[a-z0-9]+(-[a-z0-9]+)*$');
CREATE TABLE schedule_rules (
    name text NOT NULL,
    note text
);
SELECT install_facet('schedule_rules', 'schedule');

CREATE TABLE schedule_rule (
    weekday     smallint CONSTRAINT schedule_rule_weekday_iso CHECK (weekday BETWEEN 1 AND 7),
    nth         smallint CONSTRAINT schedule_rule_nth_in_month CHECK (nth BETWEEN 1 AND 5 OR nth = -1),
    holidays    boolean NOT NULL DEFAULT false,
    season_from text CONSTRAINT schedule_rule_season_from_form CHECK (season_from ~ '^[0-9]{2}-[0-9]{2}$'),
    season_to   text CONSTRAINT schedule_rule_season_to_form CHECK (season_to ~ '^[0-9]{2}-[0-9]{2}$'),
    opens       text NOT NULL CONSTRAINT schedule_rule_opens_form CHECK (opens ~ '^[0-4][0-9]:[0-5][0-9]$'),
    closes      text NOT NULL CONSTRAINT schedule_rule_closes_form CHECK (closes ~ '^[0-4][0-9]:[0-5][0-9]$'),
    last_entry  text CONSTRAINT schedule_rule_last_entry_within CHECK (last_entry BETWEEN opens AND closes),
    mode        text NOT NULL
        CONSTRAINT schedule_rule_mode_known CHECK (mode IN ('libero', 'appuntamento', 'telefono', 'online')),
    note        text,
    CONSTRAINT schedule_rule_opens_before_it_closes CHECK (opens < closes),
    CONSTRAINT schedule_rule_weekday_or_holidays CHECK (holidays = (weekday IS NULL)),
    CONSTRAINT schedule_rule_season_has_both_ends CHECK ((season_from IS NULL) = (season_to IS NULL))
);
SELECT install_list('schedule_rule', 'schedule_rules');

SELECT create_identity('building', '^[a-z0-9]+(-[a-z0-9]+)*$');
CREATE TABLE building_profile (
    name        text NOT NULL,
    address     text NOT NULL,
    postal_code text CONSTRAINT building_postal_code_form CHECK (postal_code ~ '^[0-9]{5}$'),
    locality    text,
    latitude    double precision CONSTRAINT building_latitude_on_earth CHECK (latitude BETWEEN -90 AND 90),
    longitude   double precision CONSTRAINT building_longitude_on_earth CHECK (longitude BETWEEN -180 AND 180),
    access      text,
    transport   text
);
SELECT install_facet('building_profile', 'building');
SELECT install_reference('building_profile', 'schedule_id', 'schedule', 'schedule_rules');

CREATE TABLE building_floor (
    level integer NOT NULL,
    label text    NOT NULL,
    name  text    NOT NULL
);
SELECT install_list('building_floor', 'building_profile');

-- A room's slug is the building's and the code on the door: palazzo-comunale/t03.
SELECT create_identity('room', '^[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*$');
CREATE TABLE room_profile (
    level      integer NOT NULL,
    code       text    NOT NULL,
    name       text,
    kind       text,
    accessible boolean NOT NULL DEFAULT false,
    directions text
);
SELECT install_facet('room_profile', 'room');
SELECT install_reference('room_profile', 'building_id', 'building', 'building_profile');
ALTER TABLE room_profile ALTER COLUMN building_id SET NOT NULL;
