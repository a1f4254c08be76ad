CREATE TABLE "leaves" (
	"id" text PRIMARY KEY NOT NULL,
	"person" text NOT NULL,
	"from_day" date NOT NULL,
	"to_day" date NOT NULL,
	"deputy_post" text,
	"reason" text NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"cancelled_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "ladder_audits" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "ladder_audits_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"scope" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone NOT NULL,
	"matters" integer NOT NULL,
	"findings" jsonb NOT NULL,
	"healed" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rehearsals" (
	"id" text PRIMARY KEY NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"policy" jsonb NOT NULL,
	"from_day" date NOT NULL,
	"to_day" date NOT NULL,
	"status" text NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"total" integer DEFAULT 0 NOT NULL,
	"result" jsonb,
	"error" text,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "revision_matters" (
	"revision" text NOT NULL,
	"matter_id" text NOT NULL,
	"outcome" text NOT NULL,
	"code" text,
	CONSTRAINT "revision_matters_revision_matter_id_pk" PRIMARY KEY("revision","matter_id")
);
--> statement-breakpoint
CREATE TABLE "revisions" (
	"id" text PRIMARY KEY NOT NULL,
	"cause" text NOT NULL,
	"subject" text NOT NULL,
	"actor" jsonb NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"reason" text NOT NULL,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "calendars" DROP CONSTRAINT "calendars_pkey";--> statement-breakpoint
ALTER TABLE "calendars" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "calendars" ADD CONSTRAINT "calendars_year_version_pk" PRIMARY KEY("year","version");--> statement-breakpoint
ALTER TABLE "calendars" ADD COLUMN "status" text DEFAULT 'published' NOT NULL;--> statement-breakpoint
ALTER TABLE "calendars" ADD COLUMN "drafted_by" text;--> statement-breakpoint
ALTER TABLE "calendars" ADD COLUMN "published_by" text;--> statement-breakpoint
ALTER TABLE "calendars" ADD COLUMN "published_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "calendars" ADD COLUMN "reason" text;--> statement-breakpoint
ALTER TABLE "policies" ADD COLUMN "status" text DEFAULT 'published' NOT NULL;--> statement-breakpoint
ALTER TABLE "policies" ADD COLUMN "title" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "policies" ADD COLUMN "drafted_by" text;--> statement-breakpoint
ALTER TABLE "policies" ADD COLUMN "published_by" text;--> statement-breakpoint
ALTER TABLE "policies" ADD COLUMN "published_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "special_periods" ADD COLUMN "basis" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "special_periods" ADD COLUMN "decided_by" text;--> statement-breakpoint
ALTER TABLE "special_periods" ADD COLUMN "revoked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "leaves" ADD CONSTRAINT "leaves_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leaves" ADD CONSTRAINT "leaves_deputy_post_posts_id_fk" FOREIGN KEY ("deputy_post") REFERENCES "public"."posts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "revision_matters" ADD CONSTRAINT "revision_matters_revision_revisions_id_fk" FOREIGN KEY ("revision") REFERENCES "public"."revisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "leaves_person" ON "leaves" USING btree ("person","from_day");--> statement-breakpoint
CREATE INDEX "ladder_audits_newest" ON "ladder_audits" USING btree ("scope","id" DESC NULLS LAST);--> statement-breakpoint
-- What is published stays as it was: a running matter may have frozen it.
CREATE FUNCTION refuse_published_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status = 'published' THEN
    RAISE EXCEPTION 'a published % never changes: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
--> statement-breakpoint
CREATE TRIGGER policies_published BEFORE UPDATE OR DELETE ON "policies"
  FOR EACH ROW EXECUTE FUNCTION refuse_published_change();
--> statement-breakpoint
CREATE TRIGGER calendars_published BEFORE UPDATE OR DELETE ON "calendars"
  FOR EACH ROW EXECUTE FUNCTION refuse_published_change();
