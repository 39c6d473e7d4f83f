-- Services, in two layers: what the law makes true everywhere (base) and what
-- this municipality adds or overrides (local). The fields are those of the
-- municipalities' model (Modello Comuni) and of CPSV-AP_IT. A figure of law
-- carries where it was read and when; `unverified` ones are shown with "da
-- confermare con l'ufficio" and never used to compute a deadline.

-- +goose Up
SELECT create_identity('service', '^[a-z0-9]+(-[a-z0-9]+)*$');

CREATE TABLE service_sheet (
    title           text,
    summary         text CONSTRAINT service_summary_short CHECK (char_length(summary) <= 160),
    description     text,
    topic           text,
    status          text CONSTRAINT service_status_known CHECK (status IN ('attivo', 'non attivo')),
    status_reason   text,
    audience        text,
    eligibility     text,
    constraints     text,
    special_cases   text,
    outcome         text,
    validity        text,
    afterwards      text,
    subjects        text[],
    life_events     text[],
    business_events text[],
    related         text[],
    successor_id    bigint REFERENCES service,
    confirmed_on    date
);
SELECT install_facet('service_sheet', 'service', layered => true);
ALTER TABLE service_sheet ADD CONSTRAINT service_base_has_a_title CHECK (layer <> 'base' OR title IS NOT NULL);

CREATE TABLE service_step (text text);
SELECT install_list('service_step', 'service_sheet');
CREATE TABLE service_requirement (
    name      text,
    condition text,
    specimen  text CONSTRAINT service_requirement_specimen_known
              CHECK (specimen IN ('originale', 'copia', 'dichiarazione', 'dato')),
    form      text,
    form_url  text,
    note      text
);
SELECT install_list('service_requirement', 'service_sheet');
CREATE TABLE service_legal_basis (
    act         text,
    article     text,
    url         text,
    note        text,
    source      text,
    verified_on date,
    unverified  boolean NOT NULL DEFAULT false,
    to_fill     boolean NOT NULL DEFAULT false
);
SELECT install_list('service_legal_basis', 'service_sheet');
CREATE TABLE service_alias (text text NOT NULL);
SELECT install_list('service_alias', 'service_sheet');

CREATE TABLE service_access (
    appointment text CONSTRAINT service_appointment_known CHECK (appointment IN ('obbligatorio', 'facoltativo', 'non serve')),
    booking     text,
    booking_url text
);
SELECT install_facet('service_access', 'service', layered => true);
SELECT install_reference('service_access', 'schedule_id', 'schedule', 'schedule_rules');
CREATE TABLE service_channel (
    kind        text CONSTRAINT service_channel_kind_known CHECK (kind IN
        ('sportello', 'appuntamento', 'online', 'pec', 'email', 'posta', 'telefono', 'domicilio')),
    code        text,
    description text,
    url         text
);
SELECT install_list('service_channel', 'service_access');

CREATE TABLE service_fees (payment text);
SELECT install_facet('service_fees', 'service', layered => true);
CREATE TABLE service_fee (
    name        text,
    amount      numeric(10, 2) CONSTRAINT service_fee_not_negative CHECK (amount >= 0),
    condition   text,
    note        text,
    source      text,
    verified_on date,
    unverified  boolean NOT NULL DEFAULT false,
    to_fill     boolean NOT NULL DEFAULT false
);
SELECT install_list('service_fee', 'service_fees');

CREATE TABLE service_term (
    silence text CONSTRAINT service_silence_known CHECK (silence IN ('assenso', 'rifiuto', 'nessuno'))
);
SELECT install_facet('service_term', 'service', layered => true);
CREATE TABLE service_duration (
    days        integer CONSTRAINT service_duration_not_negative CHECK (days >= 0),
    text        text,
    basis       text,
    source      text,
    verified_on date,
    unverified  boolean NOT NULL DEFAULT false,
    to_fill     boolean NOT NULL DEFAULT false
);
SELECT install_list('service_duration', 'service_term');
CREATE TABLE service_deadline (
    days        integer,
    text        text,
    basis       text,
    source      text,
    verified_on date,
    unverified  boolean NOT NULL DEFAULT false,
    to_fill     boolean NOT NULL DEFAULT false
);
SELECT install_list('service_deadline', 'service_term');

-- Who answers: the office, the responsible official (L. 241/1990, art. 5) and
-- the holder of the substitute power (art. 2 c. 9-bis).
CREATE TABLE service_duty ();
SELECT install_facet('service_duty', 'service', layered => true);
SELECT install_reference('service_duty', 'office_id', 'office', 'office_profile');
SELECT install_reference('service_duty', 'official_id', 'person', 'person_profile');
SELECT install_reference('service_duty', 'substitute_id', 'person', 'person_profile');

CREATE TABLE service_translation (
    title   text,
    summary text
);
SELECT install_facet('service_translation', 'service', layered => true, translated => true);
CREATE TABLE service_translation_alias (text text NOT NULL);
SELECT install_list('service_translation_alias', 'service_translation');

-- A tenure may be about one service only; a person has the same tenure once at
-- a time.
SELECT install_reference('tenure_profile', 'service_id', 'service', 'service_sheet');
ALTER TABLE tenure_profile ADD CONSTRAINT tenure_once_at_a_time
    EXCLUDE USING gist (person_id WITH =, role WITH =, coalesce(office_id, 0) WITH =, coalesce(service_id, 0) WITH =,
                        coalesce(body, '') WITH =, coalesce(title, '') WITH =, valid WITH &&)
    WHERE (superseded_by IS NULL);

ALTER TABLE closure_target ADD FOREIGN KEY (service_id) REFERENCES service;

-- Matters of other bodies that citizens ask the municipality for.
SELECT create_identity('matter', '^[a-z0-9]+(-[a-z0-9]+)*$');
CREATE TABLE matter_sheet (
    title       text,
    body        text,
    summary     text,
    where_to_go text,
    website     text,
    phone       text,
    here        text,
    related     text[]
);
SELECT install_facet('matter_sheet', 'matter', layered => true);
CREATE TABLE matter_alias (text text NOT NULL);
SELECT install_list('matter_alias', 'matter_sheet');

-- How citizens ask: what matching learns from. The slug is the target and a
-- digest of the words.
SELECT create_identity('phrase', '^[a-z]+(:[a-z0-9-]+)?#[0-9a-f]{16}$');
CREATE TABLE phrase_text (
    target   text   NOT NULL CONSTRAINT phrase_target_form CHECK (target ~ '^(svc|office|body|smalltalk):[a-z0-9-]+$|^status$|^oos$'),
    text     text   NOT NULL,
    aspects  text[] NOT NULL DEFAULT '{}',
    style    text,
    language text   NOT NULL CONSTRAINT phrase_language_form CHECK (language ~ '^[a-z]{2}$'),
    split    text   NOT NULL CONSTRAINT phrase_split_known CHECK (split IN ('addestra', 'valida'))
);
SELECT install_facet('phrase_text', 'phrase', layered => true);
