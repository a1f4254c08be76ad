import { ACCOUNT_STATES } from '../../db/accounts/account.ts';
import { closed, flag, instant, list, nullable, ref, text } from './shapes.ts';

const METHOD = { enum: ['password', 'totp', 'oidc', 'key'] };
const RANK = { type: 'integer' };

const SESSION = {
  id: text,
  username: text,
  name: text,
  person: text,
  post: text,
  postTitle: text,
  unit: text,
  unitName: text,
  rank: RANK,
  role: text,
  method: METHOD,
  restricted: { enum: [null, 'password', 'totp'] },
  scopes: nullable({ type: 'array', items: text }),
  expiresAt: instant,
};

const ACCOUNT = {
  username: text,
  person: text,
  name: text,
  post: text,
  postTitle: text,
  unit: text,
  unitName: text,
  role: text,
  state: { enum: [...ACCOUNT_STATES] },
  disabled: flag,
  lockedUntil: nullable(instant),
  mustChange: flag,
  secondFactor: flag,
  passwordSetAt: nullable(instant),
  createdBy: nullable(text),
  createdAt: nullable(instant),
  releasedAt: nullable(instant),
  lastSeenAt: nullable(instant),
};

const API_KEY = {
  id: text,
  name: text,
  person: text,
  post: text,
  scopes: { type: 'array', items: text },
  createdBy: text,
  createdAt: instant,
  confirmedAt: nullable(instant),
  expiresAt: instant,
  lastUsedAt: nullable(instant),
  revokedAt: nullable(instant),
  revokedBy: nullable(text),
};

const OWN_SESSION = {
  id: text,
  method: METHOD,
  post: nullable(text),
  address: nullable(text),
  agent: nullable(text),
  createdAt: instant,
  lastSeenAt: nullable(instant),
  expiresAt: instant,
  current: flag,
};

const OWN_POST = { post: text, postTitle: text, unit: text, unitName: text, rank: RANK, role: text, isOwn: flag };

/** Who is signed in, accounts and keys: no field beside these ever leaves, so that none can bring a secret along. */
export const PERSON_SCHEMAS: Readonly<Record<string, object>> = {
  Session: closed(SESSION),
  SignedIn: closed({ token: text, ...SESSION }),
  OwnSessionList: list(closed(OWN_SESSION)),
  OwnPostList: list(closed(OWN_POST)),
  Ended: closed({ ended: { type: 'integer', minimum: 0 } }),
  PendingFactor: closed({ secret: text, uri: text }),
  RecoveryCodes: closed({ recoveryCodes: { type: 'array', items: text } }),
  Account: closed(ACCOUNT),
  AccountList: list(ref('Account')),
  NewAccount: closed({ ...ACCOUNT, oneTimePassword: text }),
  ApiKey: closed(API_KEY),
  ApiKeyList: list(ref('ApiKey')),
  NewApiKey: closed({ token: text, ...API_KEY }),
};
