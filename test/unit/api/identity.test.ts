import { describe, expect, it } from 'vitest';
import { fileTypeOf } from '../../../api/uploads/file-types.ts';
import { commandIdOf, expectedVersion, idempotencyKey, isAsync, orderIdOf } from '../../../api/commands/identity.ts';
import type { PersonId } from '../../../workflows/kernel/terms.ts';

const ANNA = 'p-anna' as PersonId;
const BOB = 'p-bob' as PersonId;

describe('an idempotency key', () => {
  it('is 1 to 64 visible ASCII characters', () => {
    expect(idempotencyKey('a')).toBe('a');
    expect(idempotencyKey('~'.repeat(64))).toHaveLength(64);
    for (const wrong of ['a b', '键', 'x'.repeat(65), 'tab\t'])
      expect(() => idempotencyKey(wrong)).toThrow('InvalidIdempotencyKey');
    for (const missing of [undefined, '']) expect(() => idempotencyKey(missing)).toThrow('IdempotencyKeyRequired');
  });

  it('makes the same command id for the same caller, and another for another', () => {
    expect(commandIdOf(ANNA, 'k1')).toBe(commandIdOf(ANNA, 'k1'));
    expect(new Set([commandIdOf(ANNA, 'k1'), commandIdOf(ANNA, 'k2'), commandIdOf(BOB, 'k1')]).size).toBe(3);
  });

  it('makes the same id of an order for the same caller, and another for another or for another kind of order', () => {
    expect(orderIdOf('aud', 'audits', ANNA, 'k1')).toBe(orderIdOf('aud', 'audits', ANNA, 'k1'));
    expect(orderIdOf('aud', 'audits', ANNA, 'k1')).toMatch(/^aud-[0-9a-f]{24}$/);
    const others = [orderIdOf('aud', 'audits', BOB, 'k1'), orderIdOf('aud', 'audits', ANNA, 'k2')];
    const all = [orderIdOf('aud', 'audits', ANNA, 'k1'), orderIdOf('aud', 'exports', ANNA, 'k1'), ...others];
    expect(new Set(all).size).toBe(4);
  });
});

describe('conditional and asynchronous requests', () => {
  it('If-Match expects a version, in quotes or bare, weak or strong', () => {
    expect(['"12"', 'W/"12"', '12'].map(expectedVersion)).toEqual([12, 12, 12]);
    expect([undefined, '*'].map(expectedVersion)).toEqual([null, null]);
    expect(() => expectedVersion('"v12"')).toThrow('InvalidIfMatch');
  });

  it('Prefer asks not to wait also among other preferences', () => {
    expect(['respond-async', 'wait=10, Respond-Async'].map(isAsync)).toEqual([true, true]);
    expect([undefined, 'return=minimal', 'respond-asynchronously'].map(isAsync)).toEqual([false, false, false]);
  });
});

describe('the type of a file', () => {
  it('is read from its first bytes, whatever its name says', () => {
    expect(fileTypeOf(Buffer.from('ffd8ffe000104a46', 'hex'))).toBe('image/jpeg');
    expect(fileTypeOf(Buffer.from('%PDF-1.7\n'))).toBe('application/pdf');
    expect(fileTypeOf(Buffer.from('现场情况说明\n第二行\t完'))).toBe('text/plain; charset=utf-8');
  });

  it('is none for programs, empty files and bytes that are no text', () => {
    for (const hex of ['', '7f454c460201', '4d5a90000300', 'fffe0000', '610062'])
      expect(fileTypeOf(Buffer.from(hex, 'hex'))).toBeNull();
  });
});
