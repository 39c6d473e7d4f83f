-- What the whole schema stands on. btree_gist lets an exclusion constraint
-- compare a plain identifier beside a daterange, which is how the schema holds
-- that a fact has one value on each day. The role cittaclick_app is the one the
-- program serves as: it owns nothing, and what later migrations grant it is all
-- it may do, so that an append-only table stays append-only whatever the code
-- above it does. Whoever runs the migrations owns the schema and becomes a
-- member of the role, so that the same connection string serves both.

-- +goose Up
CREATE EXTENSION IF NOT EXISTS btree_gist;

-- Roles belong to the whole server, not to this database: another database may
-- have created it already, or be creating it at this very moment. The hint is
-- what an administrator has to run where our user may not.
-- +goose StatementBegin
DO $$
BEGIN
    BEGIN
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'cittaclick_app') THEN
            CREATE ROLE cittaclick_app NOLOGIN;
        END IF;
    EXCEPTION
        WHEN duplicate_object OR unique_violation THEN
            NULL;
    END;
    IF NOT pg_has_role(current_user, 'cittaclick_app', 'MEMBER') THEN
        EXECUTE format('GRANT cittaclick_app TO %I', current_user);
    END IF;
EXCEPTION
    WHEN insufficient_privilege THEN
        RAISE EXCEPTION '% may not create the role cittaclick_app, or may not join it', current_user
            USING ERRCODE = 'insufficient_privilege',
                  HINT = CASE
                      WHEN EXISTS (SELECT FROM pg_roles WHERE rolname = 'cittaclick_app') THEN ''
                      ELSE 'CREATE ROLE cittaclick_app NOLOGIN; '
                  END || format('GRANT cittaclick_app TO %I;', current_user);
END
$$;
-- +goose StatementEnd

GRANT USAGE ON SCHEMA public TO cittaclick_app;

-- The program reads which version the schema is at before it serves.
GRANT SELECT ON goose_db_version TO cittaclick_app;
