import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { matterIdOf } from '../../../activities/links/ids.ts';
import { open } from '../../../activities/links/open.ts';
import type { MatterId } from '../../../workflows/kernel/terms.ts';
import { handInPicture, hazardAfter } from './hazard-bodies.ts';
import { apiSystem, listOf, textOf, type Answered, type ApiSystem } from './system.ts';

const STATEMENT = '整改因设备采购延误，期间已落实监控措施。';
const REPORT = '经梳理，企业逾期未整改，监管单位未及时督促。';
const PROPOSAL = {
  items: [
    { subject: 's1', action: 'refer', to: 'inspectorate', basis: '安全生产法第九十条' },
    { subject: 's2', action: 'refer', to: 'enforcement', basis: '安全生产法第一百零二条' },
  ],
  report: REPORT,
};
const SUBJECT = 'yingji-jb';
const DECIDER = 'xianzhang';
/** The desk of 安委办 is involved, so another 经办人 keeps the case. */
const INVOLVED_DESK = 'anweiban';
const KEEPER = 'anweiban-jb2';

let system: ApiSystem;
let url: string;

async function read(name: string, path = ''): Promise<Answered> {
  return await (await system.as(name)).get(`${url}${path}`);
}

async function act(name: string, command: string, body: object): Promise<Answered> {
  return await (await system.as(name)).send(`${url}/commands/${command}`, body);
}

/** Opens a case against an officer and an enterprise as the job of an issued L7 does. */
async function openCase(): Promise<string> {
  const hazardUrl = await hazardAfter(system, []);
  const hazard = hazardUrl.split('/').at(-1) as MatterId;
  const found = await (await system.as(INVOLVED_DESK)).get(hazardUrl);
  const input = {
    hazard,
    number: textOf(found, 'number'),
    round: 1,
    ground: 'untimely',
    clock: 'T',
    upToSeq: 1,
    subjects: [
      { kind: 'publicOfficial', id: 'per-yingji-1', unit: 'u-yingji', post: 'p-yingji-1' },
      { kind: 'enterprise', id: 'u-qiye01', unit: 'u-qiye01' },
    ],
    involved: { people: ['per-anweiban-1'], posts: ['p-anweiban-1'] },
    region: null,
    units: ['u-yingji'],
  };
  const job = { id: 0, matterId: hazard, kind: 'hazard', key: 'case', type: 'Open', payload: null, attempts: 1 };
  await open(system, job, { type: 'Open', key: 'case', kind: 'accountability', input });
  return `/v1/accountability-cases/${matterIdOf(job, 'accountability')}`;
}

beforeAll(async () => {
  system = await apiSystem();
  await system.startWorker();
  await handInPicture(system);
  url = await openCase();
});
afterAll(() => system.close());

describe.sequential('an accountability case', () => {
  it('is kept by the 经办人 who is not involved; the involved one is told of the recusal before and after asking', async () => {
    expect((await read(KEEPER)).body).toMatchObject({ status: 'drafting', holder: { post: 'p-anweiban-1b' } });
    const told = listOf(await read(INVOLVED_DESK, '/commands'), 'commands');
    expect(told.find(({ type }) => type === 'ProposeReferral')).toMatchObject({ refusal: { code: 'Recused' } });
    expect((await act(INVOLVED_DESK, 'ProposeReferral', PROPOSAL)).body).toMatchObject({ code: 'Recused' });
    expect((await act(KEEPER, 'ProposeReferral', PROPOSAL)).body).toMatchObject({ status: 'hearing' });
    const statement = { subject: 's1', statement: STATEMENT };
    expect((await act(SUBJECT, 'SubmitStatement', statement)).body).toMatchObject({ status: 'hearing' });
  });

  it('tells a subject that something happened and not what, and keeps its history from it', async () => {
    for (const name of [SUBJECT, 'qiye01-fzr', INVOLVED_DESK]) {
      const events = listOf(await read(name, '/events'));
      expect(events.map(({ type }) => type)).toEqual(['CaseOpened', 'ReferralProposed', 'StatementSubmitted']);
      for (const event of events) {
        expect(event).toMatchObject({ data: null, withheld: true });
        expect(event['hash']).toMatch(/^(sha256:)?[0-9a-f]{64}$/);
      }
      const history = await read(name, '/history');
      expect([name, history.status, history.body['code']]).toEqual([name, 403, 'Forbidden']);
    }
  });

  it('is read in words by whoever decides it, and by a subject as far as it is its own', async () => {
    const decider = await read(DECIDER);
    expect(decider.body).toMatchObject({
      items: [
        { subject: 'per-yingji-1', statement: { text: STATEMENT } },
        { subject: 'u-qiye01', statement: null },
      ],
      proposal: { report: REPORT },
    });
    const own = await read(SUBJECT);
    expect(own.body['items']).toMatchObject([
      { label: '对象一（公职人员）', subject: 'per-yingji-1', statement: { text: STATEMENT } },
      { label: '对象二（生产经营单位）', spoke: false },
    ]);
    for (const secret of [REPORT, 'u-qiye01', 'proposed']) expect(own.raw.toString()).not.toContain(secret);
    const other = await read('qiye01-fzr');
    for (const secret of [STATEMENT, REPORT, 'per-yingji-1']) expect(other.raw.toString()).not.toContain(secret);
  });

  it('has each reader of its words told to the trail once, by ids, however often they look', async () => {
    await read(DECIDER);
    const told = await system.db.sql<{ person: string; subject: string; sealed: string[] }[]>`
      select actor ->> 'person' as person, subject, data -> 'sealed' as sealed from trail
      where type = 'SealedRead' order by seq`;
    expect(told.map(({ person, sealed }) => [person, sealed.length])).toEqual([
      ['per-xianzhang', 2],
      ['per-yingji-1', 1],
    ]);
    expect(new Set(told.map(({ subject }) => subject))).toEqual(
      new Set([`accountability/${url.split('/').at(-1) ?? ''}`]),
    );
    const [{ text } = { text: '' }] = await system.db.sql<{ text: string }[]>`
      select string_agg(trail::text, '') as text from trail`;
    expect(text).toMatch(/sealed:[0-9a-f]{64}/);
    for (const words of [STATEMENT, REPORT]) expect(text).not.toContain(words);
  });

  it('shows no sealed text in its events or history, also to whoever reads all of it', async () => {
    for (const path of ['/events', '/history']) {
      const text = (await read(DECIDER, path)).raw.toString();
      const decoded = text.replaceAll(/"([A-Za-z0-9+/]{40,}={0,2})"/g, (_whole, data: string) =>
        Buffer.from(data, 'base64').toString(),
      );
      expect([path, decoded.includes('StatementSubmitted')]).toEqual([path, true]);
      for (const words of [STATEMENT, REPORT]) expect(decoded).not.toContain(words);
      expect(decoded).toMatch(/sealed:[0-9a-f]{64}/);
    }
  });
});
