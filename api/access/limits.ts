import { KINDS } from '../../workflows/kinds.ts';

/** A pace that several routes share: so many in so long, by whom they are counted. */
export interface Pace {
  readonly by: 'address' | 'person';
  readonly max: number;
  readonly windowMs: number;
}

const MINUTE_MS = 60_000;

/**
 * Beside the limit of all requests. Our defaults: an administration building with one address signs in at eight in the
 * morning, and who tries wrong passwords there must not keep the others out: that is what the limits of names are for;
 * nobody changes passwords or orders audits all day.
 */
export const PACES = {
  signIn: { by: 'address', max: 590, windowMs: MINUTE_MS },
  secret: { by: 'person', max: 30, windowMs: 10 * MINUTE_MS },
  order: { by: 'person', max: 60, windowMs: 10 * MINUTE_MS },
  upload: { by: 'person', max: 120, windowMs: MINUTE_MS },
} as const satisfies Readonly<Record<string, Pace>>;

export type PaceName = keyof typeof PACES;

/** One name is tried so often in a minute, whether it is an account or not; the lock of an account comes far earlier. */
export const NAME_MAX = 30;

/**
 * From one address so many sign-ins as one name fail in an hour: whoever guesses, or locks somebody out, is kept off while
 * the account is open again to its owner elsewhere.
 */
export const GUESSES = { max: 10, windowMs: 60 * MINUTE_MS };

const EACH_KIND = KINDS.flatMap(({ face: { path } }) => [
  `POST /v1/${path}/:id/audit`,
  `POST /v1/${path}/:id/exports`,
  `GET /v1/${path}/export`,
]);

/** Which routes have a pace of their own; each must be served. */
export const PACED: Readonly<Record<string, PaceName>> = {
  'POST /v1/sessions': 'signIn',
  'GET /v1/oidc/start': 'signIn',
  'GET /v1/oidc/callback': 'signIn',
  'POST /v1/sessions/second-factor': 'secret',
  'POST /v1/account/password': 'secret',
  'POST /v1/account/totp': 'secret',
  'POST /v1/account/totp/confirm': 'secret',
  'DELETE /v1/account/totp': 'secret',
  'POST /v1/account/identities': 'secret',
  'POST /v1/evidence': 'upload',
  'POST /v1/imports': 'order',
  'POST /v1/audits': 'order',
  'POST /v1/channels': 'order',
  'POST /v1/channels/:id/tests': 'order',
  'POST /v1/rehearsals': 'order',
  'POST /v1/registers/policies/:kind/:policy/:version/apply': 'order',
  'GET /v1/exports/:id/file': 'order',
  'POST /v1/documents/:id/redraws': 'order',
  'POST /v1/registers/templates/:name': 'order',
  ...Object.fromEntries(EACH_KIND.map((route) => [route, 'order' as const])),
};
