ALTER TABLE "document_editions" ADD COLUMN "code" text;--> statement-breakpoint
CREATE INDEX "document_editions_code" ON "document_editions" USING btree ("code");