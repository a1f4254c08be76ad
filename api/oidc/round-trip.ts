import { randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { randomNonce, randomPKCECodeVerifier, randomState } from 'openid-client';
import { FLOW_MS, noteFlow, takeFlow, type OpenFlow } from '../../db/accounts/oidc-flows.ts';
import type { Api } from '../context.ts';
import { problem } from '../problems/problem.ts';
import type { Identity, Provider } from './provider.ts';

type Needed = Pick<Api, 'db' | 'oidc' | 'environment'>;

/**
 * Begins a sign-in at the platform, or the linking of an account: notes it, binds it to this browser by a cookie, and
 * answers where the browser goes. Throws `NotFound` where no platform is set, `OidcAway` while it does not answer.
 */
export async function sendToPlatform(
  api: Needed,
  request: FastifyRequest,
  reply: FastifyReply,
  linking: string | null,
): Promise<string> {
  const flow: OpenFlow = {
    state: randomState(),
    nonce: randomNonce(),
    verifier: randomPKCECodeVerifier(),
    browser: randomBytes(32).toString('base64url'),
    linking,
  };
  const url = await platformOf(api).authorizationUrl(flow);
  await noteFlow(api.db, flow, request.receivedAt);
  void reply.header('cache-control', 'no-store').header('set-cookie', cookieOf(api, flow.browser, FLOW_MS / 1_000));
  return url.href;
}

/** Whom the platform sent back, and whose account was to be linked; the round trip ends with it, whatever comes of it. */
export async function backFromPlatform(
  api: Needed,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<{ readonly identity: Identity; readonly linking: string | null }> {
  const provider = platformOf(api);
  const parameters = new URL(request.url, 'http://localhost').searchParams;
  const browser = new RegExp(`(?:^|; )${cookieName(api)}=([\\w-]{43})(?:;|$)`).exec(request.headers.cookie ?? '')?.[1];
  void reply.header('cache-control', 'no-store').header('set-cookie', cookieOf(api, '', 0));
  const state = parameters.get('state') ?? '';
  const flow = browser === undefined ? null : await takeFlow(api.db, { state, browser }, request.receivedAt);
  if (flow === null)
    throw problem('OidcFlowUnknown', '这次登录已经用过、超过十分钟，或不是由这个浏览器发起的，请重新登录。');
  return { identity: await provider.identityOf(parameters.toString(), flow), linking: flow.linking };
}

function platformOf({ oidc }: Needed): Provider {
  if (oidc === null) throw problem('NotFound', '没有接入统一身份认证平台。');
  return oidc;
}

/** A name with `__Host-` can be set by this host alone and never without TLS. */
function cookieName(api: Needed): string {
  return isSecure(api) ? '__Host-bihuan-oidc' : 'bihuan-oidc';
}

/** `Lax`, because the browser comes back from another site, by a link. */
function cookieOf(api: Needed, value: string, seconds: number): string {
  const secure = isSecure(api) ? '; Secure' : '';
  return `${cookieName(api)}=${value}; Path=/; Max-Age=${seconds.toString()}; HttpOnly; SameSite=Lax${secure}`;
}

function isSecure({ environment }: Needed): boolean {
  return environment.oidc?.redirectUrl.startsWith('https:') ?? true;
}
