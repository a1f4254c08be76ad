CREATE TABLE "accounts" (
	"username" text PRIMARY KEY NOT NULL,
	"password_hash" text NOT NULL,
	"person" text NOT NULL,
	"post" text NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"locked_until" timestamp with time zone,
	"disabled" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"username" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "commands" (
	"command_id" text PRIMARY KEY NOT NULL,
	"ord" bigint GENERATED ALWAYS AS IDENTITY (sequence name "commands_ord_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"matter_id" text NOT NULL,
	"type" text NOT NULL,
	"command" jsonb,
	"body_hash" text,
	"opens" boolean NOT NULL,
	"via" text NOT NULL,
	"outcome" text NOT NULL,
	"version" integer,
	"refusal" jsonb,
	"noted_at" timestamp with time zone NOT NULL,
	"decided_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "jobs" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "jobs_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"matter_id" text NOT NULL,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"type" text NOT NULL,
	"payload" jsonb NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"run_at" timestamp with time zone DEFAULT now() NOT NULL,
	"lease_owner" text,
	"lease_until" timestamp with time zone,
	"last_error" text,
	"done_at" timestamp with time zone,
	"dead_at" timestamp with time zone,
	CONSTRAINT "jobs_once" UNIQUE("matter_id","key")
);
--> statement-breakpoint
CREATE TABLE "ledger" (
	"matter_id" text NOT NULL,
	"seq" integer NOT NULL,
	"kind" text NOT NULL,
	"type" text NOT NULL,
	"event_version" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"heard_at" timestamp with time zone NOT NULL,
	"command_id" text NOT NULL,
	"actor" jsonb NOT NULL,
	"data" jsonb NOT NULL,
	"prev_hash" text NOT NULL,
	"hash" text NOT NULL,
	"found_on" date,
	"region" text,
	"sector" text,
	"parent" text,
	"written_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "ledger_matter_id_seq_pk" PRIMARY KEY("matter_id","seq")
);
--> statement-breakpoint
CREATE TABLE "matters" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"number" text NOT NULL,
	"title" text NOT NULL,
	"status" text NOT NULL,
	"open" boolean NOT NULL,
	"severity" text,
	"holder_post" text,
	"holder_unit" text,
	"holder_person" text,
	"level" integer NOT NULL,
	"rung" text,
	"round" integer NOT NULL,
	"deadlines" jsonb NOT NULL,
	"proposals" jsonb NOT NULL,
	"overdue_since" timestamp with time zone,
	"region" text,
	"sector" text,
	"subject" text,
	"lead" text,
	"units" text[] NOT NULL,
	"found_on" date,
	"closed_at" timestamp with time zone,
	"imported" boolean NOT NULL,
	"parent" text,
	"opened_at" timestamp with time zone NOT NULL,
	"opened_by" text NOT NULL,
	"heard_at" timestamp with time zone NOT NULL,
	"next_wake" timestamp with time zone,
	"version" integer NOT NULL,
	"last_hash" text NOT NULL,
	"state" jsonb NOT NULL,
	"summary" jsonb NOT NULL,
	CONSTRAINT "matters_number_unique" UNIQUE("number")
);
--> statement-breakpoint
CREATE TABLE "numbers" (
	"series" text PRIMARY KEY NOT NULL,
	"last" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "calendars" (
	"year" integer PRIMARY KEY NOT NULL,
	"holidays" date[] NOT NULL,
	"workdays" date[] NOT NULL,
	"source" text NOT NULL,
	"published_on" date NOT NULL
);
--> statement-breakpoint
CREATE TABLE "clauses" (
	"id" text PRIMARY KEY NOT NULL,
	"standard" text NOT NULL,
	"title" text NOT NULL,
	"issuer" text NOT NULL,
	"clause" text NOT NULL,
	"version" text NOT NULL,
	"sector" text NOT NULL,
	"text" text NOT NULL,
	"severity" text NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	"verified" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "enterprises" (
	"unit" text PRIMARY KEY NOT NULL,
	"credit_code" text,
	"sector" text NOT NULL,
	"address" text,
	"regulator" text,
	"leader_person" text,
	"supervisor_person" text,
	"responsible_person" text,
	"key" boolean DEFAULT false NOT NULL,
	"verified" boolean NOT NULL,
	CONSTRAINT "enterprises_credit_code_unique" UNIQUE("credit_code")
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"phone" text,
	"certificate" text,
	"certificate_from" date,
	"certificate_to" date
);
--> statement-breakpoint
CREATE TABLE "policies" (
	"kind" text NOT NULL,
	"id" text NOT NULL,
	"version" integer NOT NULL,
	"effective_from" date NOT NULL,
	"effective_to" date,
	"content" jsonb NOT NULL,
	CONSTRAINT "policies_kind_id_version_pk" PRIMARY KEY("kind","id","version")
);
--> statement-breakpoint
CREATE TABLE "posts" (
	"id" text PRIMARY KEY NOT NULL,
	"unit" text NOT NULL,
	"rank" integer NOT NULL,
	"role" text NOT NULL,
	"title" text NOT NULL,
	"county_post" text,
	"valid_from" date NOT NULL,
	"valid_to" date,
	CONSTRAINT "posts_county_post_unique" UNIQUE("county_post")
);
--> statement-breakpoint
CREATE TABLE "register_versions" (
	"ord" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "register_versions_ord_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"register" text NOT NULL,
	"id" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" text NOT NULL,
	"before" jsonb,
	"after" jsonb
);
--> statement-breakpoint
CREATE TABLE "special_periods" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"from_day" date NOT NULL,
	"to_day" date NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tenures" (
	"post" text NOT NULL,
	"person" text NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	CONSTRAINT "tenures_post_person_valid_from_pk" PRIMARY KEY("post","person","valid_from")
);
--> statement-breakpoint
CREATE TABLE "units" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"short_name" text NOT NULL,
	"region" text,
	"sectors" text[] DEFAULT '{}' NOT NULL,
	"verified" boolean DEFAULT true NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date
);
--> statement-breakpoint
CREATE TABLE "chain_checks" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "chain_checks_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"checked_at" timestamp with time zone NOT NULL,
	"open" integer NOT NULL,
	"held" integer NOT NULL,
	"awake" integer NOT NULL,
	"breaks" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "digest_lines" (
	"post" text NOT NULL,
	"key" text NOT NULL,
	"line" text NOT NULL,
	CONSTRAINT "digest_lines_post_key_line_pk" PRIMARY KEY("post","key","line")
);
--> statement-breakpoint
CREATE TABLE "documents" (
	"matter_id" text NOT NULL,
	"key" text NOT NULL,
	"document" text NOT NULL,
	"data" jsonb NOT NULL,
	"evidence_id" text,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "documents_matter_id_key_pk" PRIMARY KEY("matter_id","key")
);
--> statement-breakpoint
CREATE TABLE "duty_entries" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "duty_entries_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"post" text NOT NULL,
	"matter_id" text NOT NULL,
	"key" text NOT NULL,
	"duty" text NOT NULL,
	"data" jsonb NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "duty_once" UNIQUE("matter_id","key")
);
--> statement-breakpoint
CREATE TABLE "evidence" (
	"id" text PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"size" integer NOT NULL,
	"name" text,
	"uploader" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"content" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "import_rows" (
	"import_id" text NOT NULL,
	"row" integer NOT NULL,
	"by_number" text,
	"by_content" text NOT NULL,
	"content" jsonb NOT NULL,
	"action" text NOT NULL,
	"matter_id" text NOT NULL,
	"matter_number" text NOT NULL,
	"payload" jsonb NOT NULL,
	"done_at" timestamp with time zone,
	CONSTRAINT "import_rows_import_id_row_pk" PRIMARY KEY("import_id","row"),
	CONSTRAINT "import_rows_by_number_unique" UNIQUE("by_number"),
	CONSTRAINT "import_rows_matter_id_unique" UNIQUE("matter_id")
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"id" text PRIMARY KEY NOT NULL,
	"file" text NOT NULL,
	"name" text NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"dry_run" boolean NOT NULL,
	"status" text NOT NULL,
	"rows" integer NOT NULL,
	"opened" integer NOT NULL,
	"archived" integer NOT NULL,
	"unchanged" integer NOT NULL,
	"errors" jsonb NOT NULL,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "inbox" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "inbox_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"post" text NOT NULL,
	"matter_id" text,
	"kind" text,
	"key" text NOT NULL,
	"notice" text NOT NULL,
	"title" text NOT NULL,
	"body" text NOT NULL,
	"data" jsonb NOT NULL,
	"count" integer DEFAULT 1 NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"read_at" timestamp with time zone,
	"read_by" text,
	CONSTRAINT "inbox_once" UNIQUE("post","key")
);
--> statement-breakpoint
CREATE TABLE "sealed" (
	"id" text PRIMARY KEY NOT NULL,
	"salt" text NOT NULL,
	"content" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_post_posts_id_fk" FOREIGN KEY ("post") REFERENCES "public"."posts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_username_accounts_username_fk" FOREIGN KEY ("username") REFERENCES "public"."accounts"("username") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enterprises" ADD CONSTRAINT "enterprises_unit_units_id_fk" FOREIGN KEY ("unit") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enterprises" ADD CONSTRAINT "enterprises_regulator_units_id_fk" FOREIGN KEY ("regulator") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enterprises" ADD CONSTRAINT "enterprises_leader_person_people_id_fk" FOREIGN KEY ("leader_person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enterprises" ADD CONSTRAINT "enterprises_supervisor_person_people_id_fk" FOREIGN KEY ("supervisor_person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enterprises" ADD CONSTRAINT "enterprises_responsible_person_people_id_fk" FOREIGN KEY ("responsible_person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_unit_units_id_fk" FOREIGN KEY ("unit") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tenures" ADD CONSTRAINT "tenures_post_posts_id_fk" FOREIGN KEY ("post") REFERENCES "public"."posts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tenures" ADD CONSTRAINT "tenures_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "sessions_expiry" ON "sessions" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "commands_waiting" ON "commands" USING btree ("ord") WHERE outcome = 'waiting';--> statement-breakpoint
CREATE INDEX "commands_waiting_of" ON "commands" USING btree ("matter_id","noted_at") WHERE outcome = 'waiting';--> statement-breakpoint
CREATE INDEX "jobs_pending" ON "jobs" USING btree ("run_at","id") WHERE done_at is null and dead_at is null;--> statement-breakpoint
CREATE INDEX "ledger_openings" ON "ledger" USING btree ("kind","found_on","matter_id") WHERE seq = 1;--> statement-breakpoint
CREATE INDEX "matters_newest" ON "matters" USING btree ("kind","opened_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "matters_open" ON "matters" USING btree ("kind","opened_at" DESC NULLS LAST,"id" DESC NULLS LAST) WHERE open;--> statement-breakpoint
CREATE INDEX "matters_holder" ON "matters" USING btree ("holder_post") WHERE open;--> statement-breakpoint
CREATE INDEX "matters_wake" ON "matters" USING btree ("next_wake") WHERE next_wake is not null;--> statement-breakpoint
CREATE INDEX "matters_parent" ON "matters" USING btree ("parent") WHERE parent is not null;--> statement-breakpoint
CREATE INDEX "matters_units" ON "matters" USING gin ("units");--> statement-breakpoint
CREATE INDEX "posts_unit" ON "posts" USING btree ("unit","rank","id");--> statement-breakpoint
CREATE INDEX "register_versions_of" ON "register_versions" USING btree ("register","id","ord");--> statement-breakpoint
CREATE INDEX "tenures_person" ON "tenures" USING btree ("person");--> statement-breakpoint
CREATE INDEX "duty_newest" ON "duty_entries" USING btree ("post","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "import_rows_content" ON "import_rows" USING btree ("by_content");--> statement-breakpoint
CREATE INDEX "import_rows_pending" ON "import_rows" USING btree ("import_id","row") WHERE done_at is null;--> statement-breakpoint
CREATE INDEX "inbox_newest" ON "inbox" USING btree ("post","id" DESC NULLS LAST);