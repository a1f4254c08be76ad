ALTER TABLE "matters" ADD COLUMN "late" boolean;--> statement-breakpoint
ALTER TABLE "matters" ADD COLUMN "first_pass" boolean;