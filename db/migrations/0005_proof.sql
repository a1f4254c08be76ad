CREATE TABLE "archive_checks" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "archive_checks_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"checked_at" timestamp with time zone NOT NULL,
	"closed" integer NOT NULL,
	"archived" integer NOT NULL,
	"retention_days" integer NOT NULL,
	"alarm" boolean NOT NULL,
	"findings" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "archive_objects" (
	"hash" text PRIMARY KEY NOT NULL,
	"content" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_runs" (
	"id" text PRIMARY KEY NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"matters" jsonb,
	"status" text NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"total" integer DEFAULT 0 NOT NULL,
	"result" jsonb,
	"error" text,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "bundles" (
	"hash" text PRIMARY KEY NOT NULL,
	"version" text NOT NULL,
	"sdk" text NOT NULL,
	"node" text NOT NULL,
	"lock_hash" text NOT NULL,
	"code" "bytea" NOT NULL,
	"lock" "bytea" NOT NULL,
	"kept_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "exported_matters" (
	"id" text PRIMARY KEY NOT NULL,
	"matter_id" text NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"status" text NOT NULL,
	"verdict" jsonb,
	"hash" text,
	"size" integer,
	"content" "bytea",
	"error" text,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "histories" (
	"matter_id" text NOT NULL,
	"run_id" text NOT NULL,
	"kind" text NOT NULL,
	"events" integer NOT NULL,
	"status" text NOT NULL,
	"build" text,
	"started_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"hash" text NOT NULL,
	"size" integer NOT NULL,
	"archived_at" timestamp with time zone NOT NULL,
	CONSTRAINT "histories_matter_id_run_id_events_pk" PRIMARY KEY("matter_id","run_id","events")
);
--> statement-breakpoint
CREATE TABLE "sealed_heads" (
	"seal" integer NOT NULL,
	"chain" text NOT NULL,
	"length" bigint NOT NULL,
	"head" text NOT NULL,
	CONSTRAINT "sealed_heads_chain_seal_pk" PRIMARY KEY("chain","seal")
);
--> statement-breakpoint
CREATE TABLE "seals" (
	"n" integer PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"body" jsonb NOT NULL,
	"signature" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "trail" (
	"seq" bigint PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"type" text NOT NULL,
	"actor" jsonb NOT NULL,
	"subject" text,
	"data" jsonb NOT NULL,
	"prev_hash" text NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE INDEX "audit_runs_newest" ON "audit_runs" USING btree ("at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "histories_archived" ON "histories" USING btree ("archived_at");--> statement-breakpoint
CREATE INDEX "sealed_heads_of" ON "sealed_heads" USING btree ("seal");--> statement-breakpoint
CREATE INDEX "trail_subject" ON "trail" USING btree ("subject","seq");--> statement-breakpoint
CREATE INDEX "trail_type" ON "trail" USING btree ("type","seq");--> statement-breakpoint
CREATE INDEX "ledger_written" ON "ledger" USING brin ("written_at");--> statement-breakpoint
-- What proves is written once. `ENABLE ALWAYS`: also while replication roles are switched.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
--> statement-breakpoint
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['histories', 'archive_objects', 'bundles', 'trail', 'seals', 'sealed_heads', 'register_versions']
  LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE OR TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()',
      name || '_append_only', name);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER %I', name, name || '_append_only');
  END LOOP;
END $$;
--> statement-breakpoint
-- One entry of the trail, chained under a lock that is held until the transaction ends: seqs follow the order of commits.
-- `content` is the canonical JSON of {actor, at, data, subject, type}; the hash is over the one before, the seq and it.
CREATE FUNCTION append_trail(entry_at timestamptz, entry_type text, entry_actor jsonb, entry_subject text, entry_data jsonb, content text)
RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  last_seq bigint;
  last_hash text;
BEGIN
  PERFORM pg_advisory_xact_lock(720260302);
  SELECT seq, hash INTO last_seq, last_hash FROM trail ORDER BY seq DESC LIMIT 1;
  last_seq := coalesce(last_seq, 0) + 1;
  last_hash := coalesce(last_hash, repeat('0', 64));
  INSERT INTO trail (seq, at, type, actor, subject, data, prev_hash, hash)
  VALUES (last_seq, entry_at, entry_type, entry_actor, entry_subject, entry_data, last_hash,
    encode(sha256(convert_to(last_hash || E'\n' || last_seq || E'\n' || content, 'UTF8')), 'hex'));
  RETURN last_seq;
END $$;
