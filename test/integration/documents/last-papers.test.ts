import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { localSeal } from '../../../activities/documents/seal.ts';
import { shipTemplates } from '../../../activities/documents/ship-templates.ts';
import { auditorOf } from '../../../audit/auditor.ts';
import { verify } from '../../../audit/verify.ts';
import { documentsOfMatter } from '../../../db/documents/document.ts';
import { currentHash } from '../../../db/documents/editions.ts';
import { signDocument } from '../../../db/documents/sign.ts';
import { eventsOf } from '../../../db/queries/events.ts';
import { isRunning } from '../../../delivery/run-status.ts';
import { instantOf } from '../../../workflows/kernel/instant.ts';
import type { MatterId, PersonId, PostId } from '../../../workflows/kernel/terms.ts';
import { startDrawing } from '../../../worker/drawing.ts';
import { workflowBundle } from '../../support/system.ts';
import { exampleOf, handInPicture, hazardAfter } from '../api/hazard-bodies.ts';
import { apiSystem, textOf, type ApiSystem } from '../api/system.ts';
import { DEMO_PICTURE } from '../../support/demo-picture.ts';

const log = pino({ level: 'silent' });
const PATIENCE = { timeout: 50_000 };
const now = () => instantOf(Date.now());

let system: ApiSystem;
let drawing: { stop(): Promise<void> };
let matterId: MatterId;

/** A hazard that was inspected, verified, and then merged: its record is drawn and signed when it is over. */
beforeAll(async () => {
  system = await apiSystem();
  await system.startWorker();
  await shipTemplates(system.db);
  const sealer = localSeal(join(tmpdir(), `bihuan-tell-key-${userInfo().uid.toString()}.pem`));
  drawing = startDrawing(
    { db: system.db, temporal: system.temporal, publicUrl: 'https://example.gov.cn', sealer },
    log,
  );
  await handInPicture(system);
  const master = await hazardAfter(system, ['Verify']);
  const desk = await system.as('yingji-jb');
  const url = await hazardAfter(system, []);
  matterId = url.slice('/v1/hazards/'.length) as MatterId;
  const officers = exampleOf('Recheck')['officers'];
  const inspection = { place: '一车间', from: now(), to: now(), officers };
  const said = [
    await desk.send(`${url}/commands/Verify`, { ...exampleOf('Verify'), inspection }),
    await desk.send(`${url}/commands/Merge`, {
      master: master.slice('/v1/hazards/'.length),
      masterNumber: textOf(await desk.get(master), 'number'),
      reason: '与前一事项为同一隐患。',
    }),
  ];
  for (const { status, body } of said) if (status !== 200) throw new Error(JSON.stringify(body));
}, 120_000);

afterAll(async () => {
  await drawing.stop();
  await system.close();
}, 60_000);

const record = async () => (await documentsOfMatter(system.db, matterId))[0];
const told = async () => (await eventsOf(system.db, matterId)).map(({ type }) => type);

test(
  'a paper that is signed when its matter is over stands in the ledger, and then the run ends',
  PATIENCE,
  async () => {
    expect((await eventsOf(system.db, matterId)).map(({ type }) => type)).toContain('Merged');
    await expect.poll(async () => (await record())?.state, PATIENCE).toBe('drawn');
    const document = await record();
    if (document === undefined) throw new Error('no record was asked for');
    const hash = (await currentHash(system.db.sql, document.id)) ?? '';
    const signing = {
      hash,
      image: DEMO_PICTURE,
      refusal: null,
      witness: null,
      place: null,
      post: 'p-yingji-1' as PostId,
    };
    for (const person of document.content?.officers ?? [])
      expect(
        await signDocument(system.db, document.id, { ...signing, role: 'officer', person, name: null, at: now() }),
      ).toHaveProperty('done');
    const party = { ...signing, role: 'party', person: 'per-yingji-1' as PersonId, name: '王某', at: now() } as const;
    expect(await signDocument(system.db, document.id, party)).toHaveProperty('done');
    await expect.poll(told, PATIENCE).toContain('DocumentIssued');
    await expect.poll(() => isRunning(system.temporal, matterId, 5_000), PATIENCE).toBe(false);
    const auditor = auditorOf({ ...system, seal: { dir: join(tmpdir(), 'no-such-seals') } }, workflowBundle().code);
    expect(await verify(auditor, matterId)).toMatchObject({ first: null });
  },
);
