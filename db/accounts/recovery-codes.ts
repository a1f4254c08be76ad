import { randomBytes } from 'node:crypto';
import { Secret } from 'otpauth';
import { sha256 } from '../chain.ts';

/** How many there are; whoever has used them up enrols anew. */
const CODES = 10;
/** 120 random bits each: from 112 on a plain hash is enough (ASVS 5.0 V6.5.2). */
const BYTES = 15;

/** Codes that stand in for a lost device, such as `ABCD-EFGH-2345-MNPQ-RSTU-VW67`, each once. */
export function drawRecoveryCodes(): readonly string[] {
  return Array.from({ length: CODES }, () => {
    const { base32 } = new Secret({ buffer: new Uint8Array(randomBytes(BYTES)).buffer });
    return base32.match(/.{4}/g)?.join('-') ?? base32;
  });
}

/** What is kept of a code; case, spaces and hyphens do not matter. */
export function recoveryHash(code: string): string {
  return sha256(`recovery\n${code.replace(/[\s-]/g, '').toUpperCase()}`);
}
