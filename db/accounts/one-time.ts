import { randomInt } from 'node:crypto';
import { hashPassword } from '../passwords.ts';

/** A password that an administrator handed over works so long, and only to be changed (ASVS 5.0 V6.4.1). */
export const ONE_TIME_MS = 72 * 3_600_000;

/** Without letters and digits that look alike: it is read out and typed. */
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789';
/** About 93 random bits. */
const LENGTH = 16;

/** A password drawn at random, to be shown once, and what is kept of it. It costs what a chosen one does: nobody can tell by time. */
export async function oneTimePassword(): Promise<{ readonly password: string; readonly hash: string }> {
  const password = Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)] ?? '').join('');
  return { password, hash: await hashPassword(password) };
}
