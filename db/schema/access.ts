import { boolean, index, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';
import { people, posts } from './registers.ts';

/** Who may sign in, as which post. `failures` counts attempts since the last success. */
export const accounts = pgTable('accounts', {
  username: text('username').primaryKey(),
  passwordHash: text('password_hash').notNull(),
  person: text('person')
    .notNull()
    .references(() => people.id),
  post: text('post')
    .notNull()
    .references(() => posts.id),
  failures: integer('failures').notNull().default(0),
  lockedUntil: instant('locked_until'),
  disabled: boolean('disabled').notNull().default(false),
});

/** Signed-in sessions; the token itself is known to its bearer only. */
export const sessions = pgTable(
  'sessions',
  {
    tokenHash: text('token_hash').primaryKey(),
    username: text('username')
      .notNull()
      .references(() => accounts.username),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  (t) => [index('sessions_expiry').on(t.expiresAt)],
);
