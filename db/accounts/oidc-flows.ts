import { plusMs, type Instant } from '../../workflows/kernel/instant.ts';
import { sha256 } from '../chain.ts';
import type { Queryable } from '../client.ts';

/** A sign-in at the platform that has begun; `browser` is what the browser that began it holds. */
export interface OpenFlow {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly browser: string;
  /** The session whose account is to be linked; null: a sign-in. */
  readonly linking: string | null;
}

/** Whoever signs in has so long to come back. */
export const FLOW_MS = 10 * 60_000;

interface Reach {
  readonly sql: Queryable;
}

/** Notes a flow until it comes back or ten minutes have passed; of what the browser brings back only hashes stand. */
export async function noteFlow({ sql }: Reach, flow: OpenFlow, at: Instant): Promise<void> {
  const { state, nonce, verifier, browser, linking } = flow;
  await sql`
    with swept as (delete from oidc_flows where expires_at <= ${at})
    insert into oidc_flows (state_hash, nonce, verifier, browser_hash, linking, expires_at)
    values (${sha256(state)}, ${nonce}, ${verifier}, ${sha256(browser)}, ${linking}, ${plusMs(at, FLOW_MS)}::timestamptz)`;
}

/** The flow of a state, once, and for the browser that began it alone: whoever else brings the state neither gets nor ends it. */
export async function takeFlow(
  { sql }: Reach,
  { state, browser }: Pick<OpenFlow, 'state' | 'browser'>,
  at: Instant,
): Promise<OpenFlow | null> {
  const [row] = await sql<Pick<OpenFlow, 'nonce' | 'verifier' | 'linking'>[]>`
    delete from oidc_flows
    where state_hash = ${sha256(state)} and browser_hash = ${sha256(browser)} and expires_at > ${at}
    returning nonce, verifier, linking`;
  return row === undefined ? null : { ...row, state, browser };
}

/** Ends the linkings that sessions of an account began: the flow of one that has ended comes to nothing by itself. */
export async function endLinking({ sql }: Reach, username: string): Promise<void> {
  await sql`delete from oidc_flows where linking in (select id from sessions where username = ${username})`;
}
