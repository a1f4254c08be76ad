import { expect, test } from 'vitest';
import { boundariesHold, plantedAreSeen } from '../../scripts/parts/boundaries.mjs';

const PATIENCE_MS = 60_000;

test('every room imports only what it may', { timeout: PATIENCE_MS }, async () => {
  const { ok, said } = await boundariesHold();
  expect(ok, said).toBe(true);
});

test('each ban, broken on purpose, is reported', { timeout: PATIENCE_MS }, async () => {
  const { ok, said } = await plantedAreSeen();
  expect(ok, said).toBe(true);
});
