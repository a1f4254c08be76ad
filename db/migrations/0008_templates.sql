CREATE TABLE "shipped_templates" (
	"document" text PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"docx_hash" text NOT NULL,
	"fields" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "template_checks" (
	"id" text PRIMARY KEY NOT NULL,
	"document" text NOT NULL,
	"docx_hash" text NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"dry_run" boolean NOT NULL,
	"status" text NOT NULL,
	"faults" jsonb NOT NULL,
	"fields" text[] NOT NULL,
	"preview_hash" text,
	"error" text,
	"finished_at" timestamp with time zone
);
