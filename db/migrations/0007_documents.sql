CREATE TABLE "document_editions" (
	"document" text NOT NULL,
	"edition" integer NOT NULL,
	"reason" text NOT NULL,
	"docx_hash" text,
	"pdf_hash" text NOT NULL,
	"pages" integer NOT NULL,
	"template" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" text NOT NULL,
	CONSTRAINT "document_editions_document_edition_pk" PRIMARY KEY("document","edition")
);
--> statement-breakpoint
CREATE TABLE "document_files" (
	"hash" text PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"size" integer NOT NULL,
	"content" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "document_signatures" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "document_signatures_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"document" text NOT NULL,
	"edition" integer NOT NULL,
	"hash" text NOT NULL,
	"role" text NOT NULL,
	"person" text NOT NULL,
	"post" text NOT NULL,
	"name" text,
	"image_hash" text,
	"refusal" text,
	"latitude" double precision,
	"longitude" double precision,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "templates" (
	"id" text PRIMARY KEY NOT NULL,
	"docx_hash" text NOT NULL,
	"fields" text[] NOT NULL
);
--> statement-breakpoint
ALTER TABLE "units" ADD COLUMN "sign" text;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "id" text;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "kind" text;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "seq" integer;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "unit" text;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "number" text;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "content" jsonb;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "content_hash" text;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "template" text;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "state" text DEFAULT 'asked' NOT NULL;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "failure" text;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "edition" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "drawn_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "issued_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "issued_by" text;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "issued_post" text;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "served_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "service" jsonb;--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "seal" jsonb;--> statement-breakpoint
CREATE INDEX "document_editions_pdf" ON "document_editions" USING btree ("pdf_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "document_signed_once" ON "document_signatures" USING btree ("document","edition","role",(case when role in ('officer', 'issuer') then person else '' end));--> statement-breakpoint
CREATE INDEX "documents_waiting" ON "documents" USING btree ("unit","state") WHERE id is not null;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_id_unique" UNIQUE("id");--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_content_hash_unique" UNIQUE("content_hash");--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_numbered_once" UNIQUE("unit","number");--> statement-breakpoint
CREATE TRIGGER document_editions_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON document_editions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
ALTER TABLE document_editions ENABLE ALWAYS TRIGGER document_editions_append_only;
--> statement-breakpoint
CREATE TRIGGER document_signatures_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON document_signatures FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
ALTER TABLE document_signatures ENABLE ALWAYS TRIGGER document_signatures_append_only;
--> statement-breakpoint
CREATE TRIGGER document_files_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON document_files FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
ALTER TABLE document_files ENABLE ALWAYS TRIGGER document_files_append_only;
