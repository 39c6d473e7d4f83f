-- Which conversation a Telegram chat goes on with, and which of its updates were
-- acted on, so that what Telegram sends again after a crash is not answered
-- twice. Telegram's number of a chat is a person's identifier: the key is a
-- digest of it under a key derived from the bot's token, so that nobody without
-- the token can tell whose row this is. Rows are deleted after thirty days
-- without use, like the conversations that they lead to.

-- +goose Up
CREATE TABLE telegram_chat (
    key             text        PRIMARY KEY
        CONSTRAINT telegram_chat_key_is_a_digest CHECK (key ~ '^[0-9a-f]{64}$'),
    -- NULL before the first turn. No foreign key: while the database was away the
    -- one may have been written before the other.
    conversation_id text
        CONSTRAINT telegram_chat_conversation_form CHECK (conversation_id ~ '^[0-9a-f]{32}$'),
    handled         bigint[]    NOT NULL
        CONSTRAINT telegram_chat_handled_something CHECK (cardinality(handled) > 0),
    last_message    bigint      NOT NULL,
    last_use        timestamptz NOT NULL
);
CREATE INDEX ON telegram_chat (last_use);

GRANT SELECT, INSERT, UPDATE, DELETE ON telegram_chat TO cittaclick_app;
