import type { Sql } from './client.ts';

/** The role that every process of the application takes: it may read and append the ledger, never change it. */
const APP_ROLE = 'bihuan_app';

/** What is written once. */
const ONCE =
  'ledger, evidence, histories, archive_objects, bundles, trail, seals, sealed_heads, register_versions, tip_identities, tip_codes';
/** What ends but is never removed: who there is, who signs in, who asked for an identity. */
const KEPT = 'units, posts, people, enterprises, accounts, api_keys, tip_openings, notice_channels';

/**
 * Gives the application its role, where this user may make roles: from then on every session of this user in this
 * database begins as `bihuan_app`, but for those that ask for `role: 'none'` at connecting, as migrations do. Where
 * roles cannot be made, the triggers alone refuse. Answers whether the role stands.
 */
export async function grantAppRole(sql: Sql): Promise<boolean> {
  if (!(await roleStands(sql))) return false;
  await sql.unsafe(`
    GRANT USAGE ON SCHEMA public TO ${APP_ROLE};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${APP_ROLE};
    GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO ${APP_ROLE};
    REVOKE UPDATE, DELETE ON ${ONCE} FROM ${APP_ROLE};
    REVOKE DELETE ON ${KEPT} FROM ${APP_ROLE};
    DO $$ BEGIN
      EXECUTE format('ALTER ROLE %I IN DATABASE %I SET role TO ${APP_ROLE}', current_user, current_database());
    END $$;
  `);
  return true;
}

/** Roles belong to the cluster, so another database's migration may make it at the same moment. */
async function roleStands(sql: Sql): Promise<boolean> {
  await sql.unsafe(`
    DO $$ BEGIN
      IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '${APP_ROLE}') THEN CREATE ROLE ${APP_ROLE} NOLOGIN; END IF;
    EXCEPTION WHEN duplicate_object OR unique_violation OR insufficient_privilege THEN NULL;
    END $$;
    DO $$ BEGIN
      IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '${APP_ROLE}') AND NOT pg_has_role('${APP_ROLE}', 'SET')
      THEN EXECUTE format('GRANT ${APP_ROLE} TO %I', current_user); END IF;
    EXCEPTION WHEN insufficient_privilege OR unique_violation THEN NULL;
    END $$;
  `);
  const [found] = await sql<{ stands: boolean }[]>`
    select coalesce(bool_or(pg_has_role(oid, 'SET')), false) as stands from pg_roles where rolname = ${APP_ROLE}`;
  return found?.stands === true;
}
