DROP INDEX "matters_holder";--> statement-breakpoint
DROP INDEX "matters_newest";--> statement-breakpoint
DROP INDEX "matters_open";--> statement-breakpoint
DROP INDEX "audit_runs_newest";--> statement-breakpoint
DROP INDEX "duty_newest";--> statement-breakpoint
DROP INDEX "inbox_newest";--> statement-breakpoint
DROP INDEX "ladder_audits_newest";--> statement-breakpoint
ALTER TABLE "matters" ADD COLUMN "listed" boolean;--> statement-breakpoint
CREATE INDEX "matters_overdue" ON "matters" USING btree ("kind","opened_at","id") WHERE overdue_since is not null;--> statement-breakpoint
CREATE INDEX "matters_major" ON "matters" USING btree ("kind","opened_at","id") WHERE severity = 'major';--> statement-breakpoint
CREATE INDEX "matters_level" ON "matters" USING btree ("kind","level","opened_at","id") WHERE level > 0;--> statement-breakpoint
CREATE INDEX "matters_status" ON "matters" USING btree ("kind","status","opened_at","id");--> statement-breakpoint
CREATE INDEX "matters_region" ON "matters" USING btree ("kind","region","opened_at","id");--> statement-breakpoint
CREATE INDEX "matters_sector" ON "matters" USING btree ("kind","sector","opened_at","id");--> statement-breakpoint
CREATE INDEX "matters_lead" ON "matters" USING btree ("kind","lead","opened_at","id");--> statement-breakpoint
CREATE INDEX "matters_opener" ON "matters" USING btree ("opened_by","opened_at","id");--> statement-breakpoint
CREATE INDEX "matters_post" ON "matters" USING btree ("holder_post","opened_at","id") WHERE holder_post is not null;--> statement-breakpoint
CREATE INDEX "matters_unit" ON "matters" USING btree ("holder_unit","opened_at","id") WHERE holder_unit is not null;--> statement-breakpoint
CREATE INDEX "inbox_unread" ON "inbox" USING btree ("post","id") WHERE read_at is null;--> statement-breakpoint
CREATE INDEX "matters_newest" ON "matters" USING btree ("kind","opened_at","id");--> statement-breakpoint
CREATE INDEX "matters_open" ON "matters" USING btree ("kind","opened_at","id") WHERE open;--> statement-breakpoint
CREATE INDEX "audit_runs_newest" ON "audit_runs" USING btree ("at");--> statement-breakpoint
CREATE INDEX "duty_newest" ON "duty_entries" USING btree ("post","id");--> statement-breakpoint
CREATE INDEX "inbox_newest" ON "inbox" USING btree ("post","id");--> statement-breakpoint
CREATE INDEX "ladder_audits_newest" ON "ladder_audits" USING btree ("scope","id");--> statement-breakpoint
-- What a list by past days of discovery and all statistics read instead of the rows: each column that they ask for.
DROP INDEX "ledger_openings";
--> statement-breakpoint
CREATE INDEX ledger_openings ON "ledger" (kind, found_on, matter_id) INCLUDE (region, sector, parent) WHERE seq = 1;
--> statement-breakpoint
CREATE INDEX matters_found ON "matters" (kind, found_on, opened_at, id) INCLUDE (
  region, sector, subject, lead, level, status, open, severity, overdue_since, closed_at, imported, parent, late, first_pass, listed);
--> statement-breakpoint
-- What is due next of what is open or overdue, and of what a post or a unit holds.
CREATE INDEX matters_open_due ON "matters" (kind, next_due(deadlines), id) WHERE open;
--> statement-breakpoint
CREATE INDEX matters_overdue_due ON "matters" (kind, next_due(deadlines), id) WHERE overdue_since IS NOT NULL;
--> statement-breakpoint
CREATE INDEX matters_post_due ON "matters" (holder_post, next_due(deadlines), id) WHERE open;
--> statement-breakpoint
CREATE INDEX matters_unit_due ON "matters" (holder_unit, next_due(deadlines), id) WHERE open;
--> statement-breakpoint
-- What took longer than two months, or nobody knows how long (`isOf`): too few to be met by chance.
CREATE INDEX matters_slow ON "matters" (kind, opened_at, id)
  WHERE NOT open AND (((closed_at AT TIME ZONE interval '8 hours')::date - found_on) <= 60) IS NOT TRUE;
--> statement-breakpoint
-- The letters of a text and its pairs of letters: what people look for in Chinese is mostly two of them, which trigrams miss.
CREATE FUNCTION pieces_of(words text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  letters text[] := string_to_array(lower(words), NULL);
  pieces text[] := letters;
BEGIN
  FOR i IN 2..cardinality(letters) LOOP
    pieces := pieces || (letters[i - 1] || letters[i]);
  END LOOP;
  RETURN pieces;
END $$;
--> statement-breakpoint
DROP INDEX IF EXISTS matters_title_search;
--> statement-breakpoint
CREATE INDEX matters_words ON "matters" USING gin (pieces_of(title || ' ' || number));
--> statement-breakpoint
-- Who is named in a document of ours, as an array: of its elements the planner has counts, and a hit needs no second look.
CREATE FUNCTION texts_at(document jsonb, path jsonpath) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(array_agg(found #>> '{}'), '{}') FROM jsonb_path_query(document, path) found
$$;
--> statement-breakpoint
DROP INDEX matters_proposed;
--> statement-breakpoint
DROP INDEX matters_held;
--> statement-breakpoint
-- Who is asked for a decision, and who held a hazard in any of its steps.
CREATE INDEX matters_proposed ON "matters" USING gin (texts_at(proposals, '$[*].confirmer')) WHERE open AND proposals <> '[]';
--> statement-breakpoint
CREATE INDEX matters_held ON "matters" USING gin (texts_at(state, '$.steps[*].holders[*].post')) WHERE open;
