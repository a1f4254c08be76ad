import { keepEvidence } from '../../../db/evidence.ts';
import { append } from '../../../db/ledger.ts';
import { canonicalJson } from '../../../db/canonical.ts';
import type { Db } from '../../../db/client.ts';
import { dossierOf } from '../../../workflows/accountability/dossier.ts';
import { openFrom } from '../../../workflows/accountability/open-from.ts';
import type { MatterId } from '../../../workflows/kernel/terms.ts';
import { COUNTY, person, time, who } from '../../support/hazard-story.ts';
import { climbed } from '../../support/ladder-stories.ts';
import { sealed, Story, SYSTEM_ACTOR, termsOf } from '../../unit/accountability/story.ts';
import { HAZARD } from './drawn-story.ts';

export const CASE = 'acc-1' as MatterId;

/** What the sealed texts of the case say. */
export const SAID = {
  report: '经梳理，整改期限届满后未见整改完成的记录，有关岗位已多次收到文书。',
  statement: '本单位三月已两次现场督促，并书面报告县安委办。',
  reason: '情况需要有权机关核查。',
  note: '监管单位三月二十日现场督促照片。',
} as const;

/** The seq of the decision to refer. */
export async function keepCase(db: Db): Promise<number> {
  const hazard = climbed();
  const events = hazard.events();
  const effect = hazard
    .entries()
    .flatMap((entry) => entry.effects)
    .find((one) => one.type === 'Open');
  const input = (effect as unknown as { readonly input: Readonly<Record<string, unknown>> }).input;
  const upToSeq = Number(input.upToSeq);
  const notices = [
    {
      id: '1',
      post: 'yj-jb',
      notice: 'StepBegun',
      seq: 1,
      at: time('2026-03-02 09:00'),
      readAt: time('2026-03-02 09:30'),
    },
    { id: '2', post: 'ent-zr', notice: 'RungGiven', seq: 11, at: time('2026-03-19 08:30'), readAt: null },
  ];
  const about = {
    type: 'application/json',
    name: 'dossier.json',
    uploader: person('system'),
    at: time('2026-04-20 09:00'),
  };
  const dossier = Buffer.from(canonicalJson(dossierOf(HAZARD, upToSeq, events, notices)));
  const { id } = await keepEvidence(db, dossier, about);
  const photo = await keepEvidence(db, Buffer.from('photo'), { ...about, type: 'image/jpeg', name: '督促照片.jpg' });
  const { body } = openFrom({ ...input, dossier: id });
  const story = new Story({ ...termsOf(), county: COUNTY });
  const opening = { matterId: CASE, number: 'WZ-2026-000001', terms: { ...termsOf(), county: COUNTY } };
  const said = [
    story.send('OpenCase', body, SYSTEM_ACTOR, '2026-04-20T09:05', { opening }),
    story.send(
      'AddEvidence',
      { bears: 'for', subject: 's2', evidence: [photo.id], note: sealed('f') },
      who('awb-jb'),
      '2026-04-21T09:00',
    ),
    story.send(
      'ProposeReferral',
      {
        items: [
          { subject: 's1', action: 'refer', to: 'enforcement', basis: '安全生产法第一百零二条' },
          { subject: 's2', action: 'refer', to: 'discipline', basis: '责任制规定第十八条' },
        ],
        report: sealed('a'),
      },
      // Whoever took the recheck over is recused.
      who('awb-zr'),
      '2026-04-21T10:00',
    ),
    story.send('SubmitStatement', { subject: 's2', statement: sealed('b') }, who('yj-zr'), '2026-04-22T10:00'),
  ];
  story.sleepUntil('2026-05-06T09:00');
  said.push(
    story.send(
      'DecideReferral',
      { decision: 'refer', document: '安委函〔2026〕1号', reason: sealed('d') },
      who('xianzhang'),
      '2026-05-06T10:00',
    ),
  );
  if (said.some((one) => one !== 'done')) throw new Error(`the case was refused: ${said.join(' ')}`);
  await db.sql`insert into sealed ${db.sql(
    Object.entries({ a: SAID.report, b: SAID.statement, d: SAID.reason, f: SAID.note }).map(([digit, content]) => ({
      id: sealed(digit),
      salt: digit,
      content,
      at: time('2026-04-21 10:00'),
    })),
  )}`;
  await append(db, { matterId: CASE, kind: 'accountability', entries: story.entries });
  return story.events.find(({ type }) => type === 'ReferralApproved')?.seq ?? 0;
}
