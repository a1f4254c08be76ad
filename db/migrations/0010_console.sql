-- What has changed is told to whoever shows it: one notification a matter, one in all where a statement changes many.
CREATE FUNCTION tell_of_matters() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT count(*) FROM (SELECT 1 FROM changed LIMIT 51) few) > 50 THEN
    PERFORM pg_notify('bihuan_changes', '{"all":true}');
  ELSE
    PERFORM pg_notify('bihuan_changes', json_build_object('m', id, 'k', kind, 'v', version)::text) FROM changed;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER matters_opened AFTER INSERT ON "matters" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION tell_of_matters();
--> statement-breakpoint
CREATE TRIGGER matters_moved AFTER UPDATE ON "matters" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION tell_of_matters();
--> statement-breakpoint
CREATE FUNCTION tell_of_notices() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('bihuan_changes', json_build_object('p', post, 'm', matter_id)::text) FROM changed;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER inbox_told AFTER INSERT ON "inbox" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION tell_of_notices();
--> statement-breakpoint
CREATE TRIGGER inbox_counted AFTER UPDATE ON "inbox" REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION tell_of_notices();
--> statement-breakpoint
-- The deadline that ends first, in canonical form, so that text compares as time; the end of all time where none runs.
CREATE FUNCTION next_due(deadlines jsonb) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(min((d ->> 'due') COLLATE "C"), '9999-12-31T00:00:00.000+08:00') COLLATE "C"
  FROM jsonb_array_elements(CASE jsonb_typeof(deadlines) WHEN 'array' THEN deadlines ELSE '[]' END) d
$$;
--> statement-breakpoint
CREATE INDEX matters_due ON "matters" (kind, next_due(deadlines), id);
--> statement-breakpoint
CREATE INDEX matters_subject ON "matters" (subject, opened_at DESC, id DESC) WHERE subject IS NOT NULL;
--> statement-breakpoint
CREATE INDEX matters_proposed ON "matters" USING gin (proposals jsonb_path_ops) WHERE open AND proposals <> '[]';
--> statement-breakpoint
-- Who held a hazard in any of its steps.
CREATE INDEX matters_held ON "matters"
  USING gin (jsonb_path_query_array(state, '$.steps[*].holders[*].post') jsonb_path_ops) WHERE open;
