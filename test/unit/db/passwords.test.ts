import { expect, test } from 'vitest';
import { CHOSEN_BY_PEOPLE, DRAWN_AT_RANDOM, HashingBusy, hashPassword, verifyPassword } from '../../../db/passwords.ts';
import { creditCheck, isCreditCode } from '../../../db/registers/credit-code.ts';

test('a password is verified by what its own string says it cost', async () => {
  const cheap = await hashPassword('云岭', DRAWN_AT_RANDOM);
  expect(cheap).toMatch(/^\$scrypt\$ln=10,r=8,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
  expect(await verifyPassword('云岭', cheap)).toBe(true);
  expect(await verifyPassword('云岭 ', cheap)).toBe(false);
  expect(await hashPassword('云岭', DRAWN_AT_RANDOM)).not.toBe(cheap);
});

test('a password that a person chose costs 2^16 rounds, two lanes', async () => {
  expect(CHOSEN_BY_PEOPLE).toEqual({ ln: 16, r: 8, p: 2 });
  const dear = await hashPassword('x');
  expect(dear).toMatch(/^\$scrypt\$ln=16,r=8,p=2\$/);
  expect(await verifyPassword('x', dear)).toBe(true);
});

test('a string that is no PHC string verifies nothing', async () => {
  for (const phc of ['', 'x', '$scrypt$ln=10,r=8,p=1$$', '$argon2id$v=19$m=1,t=1,p=1$aa$bb'])
    expect(await verifyPassword('x', phc)).toBe(false);
});

test('fourteen at once are hashed in turn and all answered, and more are refused', async () => {
  const hashes = await Promise.all(Array.from({ length: 14 }, () => hashPassword('x', DRAWN_AT_RANDOM)));
  expect(new Set(hashes).size).toBe(14);
  const tried = await Promise.allSettled(Array.from({ length: 20 }, () => hashPassword('x', DRAWN_AT_RANDOM)));
  const refused = tried.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
  expect(refused).toHaveLength(6);
  expect(refused.every((reason) => reason instanceof HashingBusy)).toBe(true);
  expect(await hashPassword('x', DRAWN_AT_RANDOM)).toMatch(/^\$scrypt/);
});

test('a social credit code is right by its check character', () => {
  // The example that is published with explanations of GB 32100.
  expect(isCreditCode('91350100M000100Y43')).toBe(true);
  expect(isCreditCode('91350100M000100Y44')).toBe(false);
  expect(isCreditCode('91350100M000100Y4')).toBe(false);
  expect(isCreditCode('91350100M0001O0Y43')).toBe(false);
  expect(creditCheck('9135')).toBeNull();
});
