CREATE TABLE "evidence_uploads" (
	"evidence_id" text NOT NULL,
	"uploader" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "evidence_uploads_evidence_id_uploader_pk" PRIMARY KEY("evidence_id","uploader")
);
--> statement-breakpoint
INSERT INTO "evidence_uploads" ("evidence_id", "uploader", "at") SELECT "id", "uploader", "at" FROM "evidence";
