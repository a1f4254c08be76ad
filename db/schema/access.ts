import { sql } from 'drizzle-orm';
import { bigint, boolean, index, integer, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';
import { people, posts, units } from './registers.ts';

/**
 * Who may sign in, and as which post at first. `failures` counts attempts since the last success. Whatever is secret
 * stands hashed or sealed (`db/secrets.ts`).
 */
export const accounts = pgTable('accounts', {
  username: text('username').primaryKey(),
  /** Null: signs in by a government platform only. */
  passwordHash: text('password_hash'),
  person: text('person')
    .notNull()
    .references(() => people.id),
  post: text('post')
    .notNull()
    .references(() => posts.id),
  failures: integer('failures').notNull().default(0),
  lockedUntil: instant('locked_until'),
  disabled: boolean('disabled').notNull().default(false),
  /** The password was set by another: nothing but changing it is allowed. */
  mustChange: boolean('must_change').notNull().default(false),
  passwordSetAt: instant('password_set_at'),
  /** Hashes of former passwords, newest first. */
  formerPasswords: text('former_passwords').array().notNull().default([]),
  /** Sealed; stands for sign-in only once it was confirmed by a code. */
  totpSecret: text('totp_secret'),
  totpConfirmedAt: instant('totp_confirmed_at'),
  /** The last time step of which a code was taken: no code counts twice. */
  totpLastStep: bigint('totp_last_step', { mode: 'number' }),
  /** SHA-256 of codes that stand in for a lost device, each once. */
  recoveryCodes: text('recovery_codes').array().notNull().default([]),
  createdBy: text('created_by'),
  createdAt: instant('created_at'),
  /** Null: held, nobody signs in until another administrator has released it. */
  releasedAt: instant('released_at').default(sql`now()`),
});

/** By which foreign identity an account signs in: what the platform says, never an e-mail address. */
export const accountIdentities = pgTable(
  'account_identities',
  {
    issuer: text('issuer').notNull(),
    subject: text('subject').notNull(),
    username: text('username')
      .notNull()
      .references(() => accounts.username),
    linkedBy: text('linked_by').notNull(),
    linkedAt: instant('linked_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.issuer, t.subject] }), index('account_identities_of').on(t.username)],
);

/** Signed-in sessions; the token itself is known to its bearer only, `id` is what people may see of it. */
export const sessions = pgTable(
  'sessions',
  {
    tokenHash: text('token_hash').primaryKey(),
    id: text('id').notNull().unique(),
    username: text('username')
      .notNull()
      .references(() => accounts.username),
    /** As which post the person acts. */
    post: text('post')
      .notNull()
      .references(() => posts.id),
    /** How it began: `password`, `totp` (password and code), `oidc`. */
    method: text('method', { enum: ['password', 'totp', 'oidc'] }).notNull(),
    /** What has to be done before anything else is allowed: null for nothing. */
    restricted: text('restricted', { enum: ['password', 'totp'] }),
    address: text('address'),
    agent: text('agent'),
    createdAt: instant('created_at').notNull(),
    lastSeenAt: instant('last_seen_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  (t) => [index('sessions_expiry').on(t.expiresAt), index('sessions_of').on(t.username)],
);

/** Sign-ins at a government platform that have begun and not come back. */
export const oidcFlows = pgTable(
  'oidc_flows',
  {
    /** SHA-256 of the state that the browser brings back. */
    stateHash: text('state_hash').primaryKey(),
    nonce: text('nonce').notNull(),
    verifier: text('verifier').notNull(),
    /** SHA-256 of what the browser that began holds in a cookie. */
    browserHash: text('browser_hash').notNull(),
    /** The id of the session whose account is to be linked; null: a sign-in. */
    linking: text('linking'),
    expiresAt: instant('expires_at').notNull(),
  },
  (t) => [index('oidc_flows_expiry').on(t.expiresAt)],
);

/** Keys of departments' systems: each acts as one person in one post, within its scopes, until it expires. */
export const apiKeys = pgTable('api_keys', {
  id: text('id').primaryKey(),
  tokenHash: text('token_hash').notNull().unique(),
  name: text('name').notNull(),
  /** Who answers for what is done with it. */
  person: text('person')
    .notNull()
    .references(() => people.id),
  post: text('post')
    .notNull()
    .references(() => posts.id),
  scopes: text('scopes').array().notNull(),
  createdBy: text('created_by').notNull(),
  createdAt: instant('created_at').notNull(),
  /** Null: its person has not said yet that they know of it, and it opens nothing. */
  confirmedAt: instant('confirmed_at'),
  expiresAt: instant('expires_at').notNull(),
  lastUsedAt: instant('last_used_at'),
  revokedAt: instant('revoked_at'),
  revokedBy: text('revoked_by'),
});

/** Who gave a tip: sealed, and read by nothing but an opening that two people agreed on. Append-only. */
export const tipIdentities = pgTable('tip_identities', {
  /** Opaque; the tip's matter carries it as `tipId`. */
  tipId: text('tip_id').primaryKey(),
  sealed: text('sealed').notNull(),
  at: instant('at').notNull(),
});

/** By which code whoever gave a tip, named or not, asks for its answer. */
export const tipCodes = pgTable('tip_codes', {
  codeHash: text('code_hash').primaryKey(),
  matterId: text('matter_id').notNull().unique(),
  at: instant('at').notNull(),
});

/** Openings of an identity: asked for by one person with a reason, agreed to by another, read by the first, once. */
export const tipOpenings = pgTable(
  'tip_openings',
  {
    id: text('id').primaryKey(),
    tipId: text('tip_id').notNull(),
    reason: text('reason').notNull(),
    askedBy: text('asked_by').notNull(),
    askedAt: instant('asked_at').notNull(),
    decidedBy: text('decided_by'),
    decidedAt: instant('decided_at'),
    agreed: boolean('agreed'),
    /** As `reason`, the id of a sealed text. */
    decisionReason: text('decision_reason'),
    openedAt: instant('opened_at'),
  },
  (t) => [index('tip_openings_of').on(t.tipId, t.askedAt)],
);

/** Where a post's or a unit's notices also go, beside the inbox. The address with its secrets is sealed. */
export const noticeChannels = pgTable(
  'notice_channels',
  {
    id: text('id').primaryKey(),
    post: text('post').references(() => posts.id),
    unit: text('unit').references(() => units.id),
    kind: text('kind', { enum: ['webhook', 'wecom', 'dingtalk', 'mail'] }).notNull(),
    sealed: text('sealed').notNull(),
    /** What may be shown: the host, or the mail address's domain. */
    host: text('host').notNull(),
    createdBy: text('created_by').notNull(),
    createdAt: instant('created_at').notNull(),
    removedAt: instant('removed_at'),
  },
  (t) => [index('notice_channels_post').on(t.post), index('notice_channels_unit').on(t.unit)],
);

/** What became of a notice on a channel; `key` makes a repeated sending add nothing. */
export const noticeSends = pgTable(
  'notice_sends',
  {
    channel: text('channel').notNull(),
    key: text('key').notNull(),
    status: text('status', { enum: ['sent', 'failed'] }).notNull(),
    error: text('error'),
    at: instant('at').notNull(),
  },
  (t) => [unique('notice_sends_once').on(t.channel, t.key)],
);
