CREATE TABLE "account_identities" (
	"issuer" text NOT NULL,
	"subject" text NOT NULL,
	"username" text NOT NULL,
	"linked_by" text NOT NULL,
	"linked_at" timestamp with time zone NOT NULL,
	CONSTRAINT "account_identities_issuer_subject_pk" PRIMARY KEY("issuer","subject")
);
--> statement-breakpoint
CREATE TABLE "api_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"token_hash" text NOT NULL,
	"name" text NOT NULL,
	"person" text NOT NULL,
	"post" text NOT NULL,
	"scopes" text[] NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"confirmed_at" timestamp with time zone,
	"expires_at" timestamp with time zone NOT NULL,
	"last_used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"revoked_by" text,
	CONSTRAINT "api_keys_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "notice_channels" (
	"id" text PRIMARY KEY NOT NULL,
	"post" text,
	"unit" text,
	"kind" text NOT NULL,
	"sealed" text NOT NULL,
	"host" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"removed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "notice_sends" (
	"channel" text NOT NULL,
	"key" text NOT NULL,
	"status" text NOT NULL,
	"error" text,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "notice_sends_once" UNIQUE("channel","key")
);
--> statement-breakpoint
CREATE TABLE "oidc_flows" (
	"state_hash" text PRIMARY KEY NOT NULL,
	"nonce" text NOT NULL,
	"verifier" text NOT NULL,
	"browser_hash" text NOT NULL,
	"linking" text,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tip_codes" (
	"code_hash" text PRIMARY KEY NOT NULL,
	"matter_id" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "tip_codes_matter_id_unique" UNIQUE("matter_id")
);
--> statement-breakpoint
CREATE TABLE "tip_identities" (
	"tip_id" text PRIMARY KEY NOT NULL,
	"sealed" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tip_openings" (
	"id" text PRIMARY KEY NOT NULL,
	"tip_id" text NOT NULL,
	"reason" text NOT NULL,
	"asked_by" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"decided_by" text,
	"decided_at" timestamp with time zone,
	"agreed" boolean,
	"decision_reason" text,
	"opened_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "jurisdictions" (
	"sector" text NOT NULL,
	"unit" text NOT NULL,
	"kind" text NOT NULL,
	"basis" text NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	CONSTRAINT "jurisdictions_sector_unit_kind_valid_from_pk" PRIMARY KEY("sector","unit","kind","valid_from")
);
--> statement-breakpoint
CREATE TABLE "responsibilities" (
	"enterprise" text NOT NULL,
	"duty" text NOT NULL,
	"person" text NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	CONSTRAINT "responsibilities_enterprise_duty_person_valid_from_pk" PRIMARY KEY("enterprise","duty","person","valid_from")
);
--> statement-breakpoint
ALTER TABLE "enterprises" DROP CONSTRAINT "enterprises_leader_person_people_id_fk";
--> statement-breakpoint
ALTER TABLE "enterprises" DROP CONSTRAINT "enterprises_supervisor_person_people_id_fk";
--> statement-breakpoint
ALTER TABLE "enterprises" DROP CONSTRAINT "enterprises_responsible_person_people_id_fk";
--> statement-breakpoint
ALTER TABLE "accounts" ALTER COLUMN "password_hash" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "must_change" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "password_set_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "former_passwords" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "totp_secret" text;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "totp_confirmed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "totp_last_step" bigint;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "recovery_codes" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "created_by" text;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "created_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "released_at" timestamp with time zone DEFAULT now();--> statement-breakpoint
-- Everyone signs in anew: the sessions that stand do not know as which post, nor when they were last seen.
DELETE FROM "sessions";--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "id" text NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "post" text NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "method" text NOT NULL;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "restricted" text;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "address" text;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "agent" text;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "last_seen_at" timestamp with time zone NOT NULL;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "email" text;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "identity" text;--> statement-breakpoint
ALTER TABLE "units" ADD COLUMN "parent" text;--> statement-breakpoint
ALTER TABLE "account_identities" ADD CONSTRAINT "account_identities_username_accounts_username_fk" FOREIGN KEY ("username") REFERENCES "public"."accounts"("username") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_post_posts_id_fk" FOREIGN KEY ("post") REFERENCES "public"."posts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_channels" ADD CONSTRAINT "notice_channels_post_posts_id_fk" FOREIGN KEY ("post") REFERENCES "public"."posts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_channels" ADD CONSTRAINT "notice_channels_unit_units_id_fk" FOREIGN KEY ("unit") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jurisdictions" ADD CONSTRAINT "jurisdictions_unit_units_id_fk" FOREIGN KEY ("unit") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "responsibilities" ADD CONSTRAINT "responsibilities_enterprise_enterprises_unit_fk" FOREIGN KEY ("enterprise") REFERENCES "public"."enterprises"("unit") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "responsibilities" ADD CONSTRAINT "responsibilities_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "account_identities_of" ON "account_identities" USING btree ("username");--> statement-breakpoint
CREATE INDEX "notice_channels_post" ON "notice_channels" USING btree ("post");--> statement-breakpoint
CREATE INDEX "notice_channels_unit" ON "notice_channels" USING btree ("unit");--> statement-breakpoint
CREATE INDEX "oidc_flows_expiry" ON "oidc_flows" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "tip_openings_of" ON "tip_openings" USING btree ("tip_id","asked_at");--> statement-breakpoint
CREATE INDEX "responsibilities_person" ON "responsibilities" USING btree ("person");--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_post_posts_id_fk" FOREIGN KEY ("post") REFERENCES "public"."posts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "sessions_of" ON "sessions" USING btree ("username");--> statement-breakpoint
INSERT INTO "responsibilities" ("enterprise", "duty", "person", "valid_from")
SELECT e."unit", d."duty", d."person", u."valid_from"
FROM "enterprises" e JOIN "units" u ON u."id" = e."unit"
CROSS JOIN LATERAL (VALUES ('leader', e."leader_person"), ('supervisor', e."supervisor_person"), ('responsible', e."responsible_person")) AS d ("duty", "person")
WHERE d."person" IS NOT NULL;--> statement-breakpoint
ALTER TABLE "enterprises" DROP COLUMN "leader_person";--> statement-breakpoint
ALTER TABLE "enterprises" DROP COLUMN "supervisor_person";--> statement-breakpoint
ALTER TABLE "enterprises" DROP COLUMN "responsible_person";--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_id_unique" UNIQUE("id");--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_identity_unique" UNIQUE("identity");--> statement-breakpoint
-- What units said of their sectors is what they supervise; later the register of jurisdictions tells.
INSERT INTO "jurisdictions" ("sector", "unit", "kind", "basis", "valid_from", "valid_to")
SELECT DISTINCT s, u."id", 'direct', '按单位名录原登记的行业领域', u."valid_from", u."valid_to"
FROM "units" u CROSS JOIN LATERAL unnest(u."sectors") s WHERE u."kind" = 'department' AND s !~ '/';
--> statement-breakpoint
CREATE INDEX "units_parent" ON "units" USING btree ("parent") WHERE "parent" IS NOT NULL;--> statement-breakpoint
-- A unit and whatever belongs to it, at any depth; a circle ends it.
CREATE FUNCTION units_under(unit text) RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
  WITH RECURSIVE under (id) AS (
    SELECT unit UNION SELECT u.id FROM units u JOIN under ON u.parent = under.id
  ) SELECT array_agg(id) FROM under
$$;
--> statement-breakpoint
CREATE TRIGGER tip_identities_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON tip_identities FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
ALTER TABLE tip_identities ENABLE ALWAYS TRIGGER tip_identities_append_only;
