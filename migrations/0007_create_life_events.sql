-- A citizen thinks in situations ("mi sposo"), not in services. A life event
-- tells in order what to do across services and other bodies. It changes as a
-- service's sheet does: one facet, a base and a local layer.

-- +goose Up
SELECT create_identity('life_event', '^[a-z0-9]+(-[a-z0-9]+)*$');
CREATE TABLE life_event_sheet (
    title           text,
    summary         text,
    life_events     text[],
    business_events text[]
);
SELECT install_facet('life_event_sheet', 'life_event', layered => true);

-- A step refers to an identity, not to its days: that of a service which has
-- ended is told without it.
CREATE TABLE life_event_step (
    text       text,
    due        text,
    service_id bigint REFERENCES service,
    matter_id  bigint REFERENCES matter,
    CONSTRAINT life_event_step_of_one CHECK (service_id IS NULL OR matter_id IS NULL)
);
SELECT install_list('life_event_step', 'life_event_sheet');

CREATE TABLE life_event_alias (text text NOT NULL);
SELECT install_list('life_event_alias', 'life_event_sheet');
