import type { FastifyBaseLogger } from 'fastify';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  ClientError,
  ClientSecretPost,
  discovery,
  enableNonRepudiationChecks,
  None,
  ResponseBodyError,
  type Configuration,
} from 'openid-client';
import type { OidcSettings } from '../../config/oidc.ts';
import { problem } from '../problems/problem.ts';

/** What a sign-in is held against when the browser comes back. */
export interface Flow {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** Whom the platform says somebody is. An e-mail address is never asked for: who can set it would be anybody. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
  /** The platform asked for a second factor, by a value that the county trusts. */
  readonly showedSecondFactor: boolean;
}

/** The government platform. Throws the problem `OidcAway` while it does not answer, `OidcRefused` when it says no. */
export interface Provider {
  /** Where the browser is sent. */
  authorizationUrl(flow: Flow): Promise<URL>;
  /** Whom the parameters that the browser came back with stand for. */
  identityOf(parameters: string, flow: Flow): Promise<Identity>;
}

/** One answer of the platform is waited for so long; whoever signs in hears within five seconds. */
const ANSWER_SECONDS = 2;
/** Its description is read anew so often; while it does not answer, what is known stays. */
const KNOWN_MS = 3_600_000;

/**
 * The platform of these settings. Nothing is asked before somebody signs in, and whatever failed is asked again by the
 * next: a platform that was away when the process started is there as soon as it is back.
 */
export function oidcProvider(settings: OidcSettings, log: FastifyBaseLogger): Provider {
  const known = description(settings, log);
  return {
    authorizationUrl: async ({ state, nonce, verifier }) =>
      buildAuthorizationUrl(await known(), {
        redirect_uri: settings.redirectUrl,
        scope: 'openid',
        state,
        nonce,
        code_challenge: await calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      }),
    identityOf: async (parameters, { state, nonce, verifier }) => {
      const back = new URL(settings.redirectUrl);
      back.search = parameters;
      const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true };
      const tokens = await authorizationCodeGrant(await known(), back, checks).catch((error: unknown) => {
        log.warn({ err: error }, 'a sign-in by the platform failed');
        throw isAway(error) ? away() : refused();
      });
      const claims = tokens.claims();
      if (claims === undefined || ![claims.aud].flat().includes(settings.audience)) throw refused();
      const said = [claims['amr'], claims['acr']].flat();
      return {
        issuer: issuerOf(claims.iss),
        subject: claims.sub,
        showedSecondFactor: settings.secondFactors.some((value) => said.includes(value)),
      };
    },
  };
}

/** An issuer as links name it: the final slash, which some platforms write and some do not, tells nobody apart. */
export function issuerOf(address: string): string {
  return address.replace(/\/$/, '');
}

function description(settings: OidcSettings, log: FastifyBaseLogger): () => Promise<Configuration> {
  let found: Configuration | null = null;
  let until = 0;
  let asking: Promise<Configuration> | null = null;
  const ask = async (): Promise<Configuration> => {
    try {
      found = await discover(settings);
      until = Date.now() + KNOWN_MS;
      return found;
    } catch (error) {
      log.error({ err: error, issuer: settings.issuer }, 'the platform for sign-in does not answer');
      if (found === null) throw away();
      return found;
    } finally {
      asking = null;
    }
  };
  return async () => (found !== null && Date.now() < until ? found : await (asking ??= ask()));
}

async function discover({ issuer, clientId, clientSecret }: OidcSettings): Promise<Configuration> {
  const server = new URL(issuer);
  // Settings let plain HTTP through for this machine alone; the library calls that deprecated to make it stand out.
  const insecure = server.protocol === 'http:' ? [allowInsecureRequests] : [];
  return await discovery(server, clientId, {}, clientSecret === null ? None() : ClientSecretPost(clientSecret), {
    timeout: ANSWER_SECONDS,
    // By default the library trusts the connection and leaves the ID token's signature unchecked.
    execute: [enableNonRepudiationChecks, ...insecure],
  });
}

/** Not reached, too slow, or failing by its own fault: it may be otherwise soon. */
function isAway(error: unknown): boolean {
  if (error instanceof ResponseBodyError) return error.status >= 500;
  if (error instanceof ClientError && error.cause instanceof Response) return error.cause.status >= 500;
  return (error instanceof ClientError && error.code === 'OAUTH_TIMEOUT') || error instanceof TypeError;
}

function away(): Error {
  const headers = { 'retry-after': '5' };
  return problem('OidcAway', '统一身份认证平台暂时不可用，请稍后再试，或用密码登录。', { headers });
}

function refused(): Error {
  return problem('OidcRefused', '统一身份认证没有通过，请重新登录。');
}
