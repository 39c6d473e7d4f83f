-- What is kept of conversations, and the questions that went unanswered. Neither
-- says who asked: a conversation is known by random bits, a question by nothing,
-- and all text is masked before it comes here. Both are deleted after thirty
-- days, as the assistant tells at the first turn (GDPR, art. 5 c. 1 e), so this
-- is the one place where the program may update and delete.

-- +goose Up
CREATE TABLE conversation (
    id           text        PRIMARY KEY
        CONSTRAINT conversation_id_form CHECK (id ~ '^[0-9a-f]{32}$'),
    started_at   timestamptz NOT NULL,
    last_turn_at timestamptz NOT NULL,
    turns        integer     NOT NULL CONSTRAINT conversation_has_a_turn CHECK (turns > 0),
    -- What it was about and which of the channel's updates were acted on. Nothing
    -- is ever looked up inside: it is read and written whole.
    state        jsonb       NOT NULL,
    CONSTRAINT conversation_begins_before_it_goes_on CHECK (started_at <= last_turn_at)
);
CREATE INDEX ON conversation (last_turn_at);

CREATE TABLE review (
    id         bigint  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    asked_on   date    NOT NULL, -- the day alone: the hour would help to tell who it was
    text       text    NOT NULL,
    language   text    NOT NULL,
    target     text    NOT NULL,
    aspects    text[]  NOT NULL DEFAULT '{}',
    confidence real    NOT NULL CONSTRAINT review_confidence_is_a_share CHECK (confidence BETWEEN 0 AND 1),
    ending     text    NOT NULL CONSTRAINT review_ending_not_blank CHECK (ending <> '')
);
CREATE INDEX ON review (asked_on);

GRANT SELECT, INSERT, UPDATE, DELETE ON conversation TO cittaclick_app;
GRANT SELECT, INSERT, DELETE ON review TO cittaclick_app;
