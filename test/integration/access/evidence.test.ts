import { afterAll, beforeAll, expect, it } from 'vitest';
import { keepEvidence } from '../../../db/evidence.ts';
import type { Actor } from '../../../workflows/kernel/command.ts';
import { parseInstant, type Instant } from '../../../workflows/kernel/instant.ts';
import type { PersonId, PostId, UnitId } from '../../../workflows/kernel/terms.ts';
import { driven } from '../../support/hazard-bodies.ts';
import { apiSystem, type ApiSystem } from '../api/system.ts';
import { keep } from './matters.ts';
import { enrolled } from './people.ts';

let system: ApiSystem;
let after: string;

beforeAll(async () => {
  // Reading asks the database alone.
  system = await apiSystem({ temporalAddress: '127.0.0.1:1' });
  const at = parseInstant('2026-03-05T01:00:00.000Z') as Instant;
  const about = { type: 'image/jpeg', name: '整改后.jpg', uploader: 'somebody' as PersonId, at };
  after = (await keepEvidence(system.db, Buffer.from('after'), about)).id;
  const entries = driven('rechecking').entries();
  // In the state only that it was handed in: the picture stands in the event alone.
  await keep(system.db, { kind: 'hazard', nth: 1, entries, words: { 'sha256:after': after } });
});
afterAll(() => system.close());

it.each([
  ['regulator', 'yj', 200],
  ['township', 'town', 200],
  ['enterprise', 'ent', 200],
  ['department', 'elsewhere', 404],
  ['enterprise', 'other', 404],
] as const)('the pictures of what was rectified are seen by %s of %s: %i', async (role, unit, status) => {
  const id = `ev-${role}-${unit}`;
  const actor: Actor = {
    person: id as PersonId,
    post: id as PostId,
    unit: unit as UnitId,
    rank: 1,
    role,
  };
  const reader = await enrolled(system.app, system.db, actor);
  expect((await reader.get(`/v1/evidence/${after}`)).status).toBe(status);
});
