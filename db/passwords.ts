import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** What a hash costs: N = 2^ln. A password that people chose takes the default; one of 128 random bits needs none. */
export interface PasswordCost {
  readonly ln: number;
  readonly r: number;
  readonly p: number;
}

/** 64 MB and about a third of a second each (OWASP's scrypt setting for two lanes). */
export const CHOSEN_BY_PEOPLE: PasswordCost = { ln: 16, r: 8, p: 2 };
/** For passwords that were drawn at random, such as the demonstration accounts'. */
export const DRAWN_AT_RANDOM: PasswordCost = { ln: 10, r: 8, p: 1 };

/** Hashing takes memory, so at most this many at a time; the others wait. */
const AT_A_TIME = 2;
/** More than about two seconds' worth do not wait: nobody would stay for the answer. */
const WAITING_MAX = 12;
const KEY_BYTES = 32;

/** The PHC string of a password under a fresh salt, such as `$scrypt$ln=16,r=8,p=2$…$…`. */
export async function hashPassword(password: string, cost: PasswordCost = CHOSEN_BY_PEOPLE): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, cost);
  return `$scrypt$ln=${cost.ln.toString()},r=${cost.r.toString()},p=${cost.p.toString()}$${bare(salt)}$${bare(key)}`;
}

/** Whether a password makes the PHC string; false for a string that is none. */
export async function verifyPassword(password: string, phc: string): Promise<boolean> {
  const parts = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([\w+/]+)\$([\w+/]+)$/.exec(phc);
  const [, ln, r, p, salt, key] = parts ?? [];
  if (ln === undefined || r === undefined || p === undefined || salt === undefined || key === undefined) return false;
  const expected = Buffer.from(key, 'base64');
  const cost = { ln: Number(ln), r: Number(r), p: Number(p) };
  const actual = await derive(password, Buffer.from(salt, 'base64'), cost);
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}

/** Too many wait to have a password hashed already: this one may come again. */
export class HashingBusy extends Error {}

let running = 0;
const waiting: (() => void)[] = [];

async function derive(password: string, salt: Buffer, cost: PasswordCost): Promise<Buffer> {
  if (waiting.length >= WAITING_MAX) throw new HashingBusy('too many passwords wait to be hashed');
  if (running >= AT_A_TIME) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  try {
    return await scryptKey(password, salt, cost);
  } finally {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  }
}

function scryptKey(password: string, salt: Buffer, { ln, r, p }: PasswordCost): Promise<Buffer> {
  const options = { N: 2 ** ln, r, p, maxmem: 256 * 2 ** ln * r };
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFC'), salt, KEY_BYTES, options, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}

function bare(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}
