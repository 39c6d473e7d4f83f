-- What citizens say of answers: helpful or not, with a word of theirs if they
-- have one. As of questions for review, nobody can tell from it who spoke, text
-- is masked before it comes here, and all is deleted after thirty days. Nothing
-- is rewritten: whoever changes their mind adds a row of the same answer.

-- +goose Up
CREATE TABLE feedback (
    id       bigint  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    answer   text    NOT NULL
        CONSTRAINT feedback_answer_is_a_digest CHECK (answer ~ '^[0-9a-f]{32}$'),
    given_on date    NOT NULL,
    channel  text    NOT NULL CONSTRAINT feedback_channel_not_blank CHECK (channel <> ''),
    target   text    NOT NULL,
    aspects  text[]  NOT NULL DEFAULT '{}',
    ending   text    NOT NULL CONSTRAINT feedback_ending_not_blank CHECK (ending <> ''),
    helpful  boolean NOT NULL,
    -- What was asked; NULL when a button asked, and of what helped.
    question text,
    comment  text    CONSTRAINT feedback_comment_not_blank CHECK (comment <> ''),
    CONSTRAINT feedback_question_of_what_did_not_help CHECK (question IS NULL OR question <> '' AND NOT helpful)
);
CREATE INDEX ON feedback (given_on);
GRANT SELECT, INSERT, DELETE ON feedback TO cittaclick_app;

-- Of one answer the last word counts.
CREATE VIEW feedback_counted AS
SELECT DISTINCT ON (answer) id, answer, given_on, channel, target, aspects, ending, helpful, question, comment
FROM feedback
ORDER BY answer, id DESC;
GRANT SELECT ON feedback_counted TO cittaclick_app;

-- A question whose answer did not help is looked at as well.
ALTER TABLE review ADD COLUMN unhelpful boolean NOT NULL DEFAULT false;
