-- Which files an event names. A file is found by the events that cite it: what was handed in stands there alone, not in the state.
CREATE FUNCTION files_in(data jsonb) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(array_agg(DISTINCT found[1]), '{}') FROM regexp_matches(data::text, 'sha256:[0-9a-f]{64}', 'g') found
$$;
--> statement-breakpoint
CREATE INDEX "ledger_files" ON "ledger" USING gin (files_in("data")) WHERE data::text LIKE '%sha256:%';
