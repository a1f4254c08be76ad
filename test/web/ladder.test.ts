import type { Locator } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { MatterId } from '../../workflows/kernel/terms.ts';
import { eventsOf, signIn, type Caller } from '../fault/caller.ts';
import { fromDesk, handIn, refusedAs } from './acts.ts';
import { choose, write } from './forms.ts';
import { assignRectification, gradeGeneral, openReported, reportHazard, verifyOnSite } from './intake.ts';
import { signInAt, type AtConsole } from './people.ts';
import { onScreen } from './screen.ts';

const DEFECT = '消防水池无水';
/** Seconds of the trial policy: so long that the enterprise sees it on its desk before they are over. */
const LIMIT = '15';
/** The rungs that a named person issues, in order of height. */
const RUNGS = [
  ['supervise', '督办'],
  ['list', '重点督办 / 挂牌督办'],
  ['talk', '约谈'],
  ['circulate', '通报'],
  ['refer', '问责移送'],
] as const;
const ISSUED = { timeout: 120_000 };
/** So long somebody has at their desk before the rung may wait for the next one. */
const AT_DESK_MS = 10_000;

const screen = onScreen();
let office: Caller;
/** The township's officer at a phone, the regulator's officer and the enterprise's safety manager. */
let town: AtConsole;
let officer: AtConsole;
let firm: AtConsole;
/** Whoever may be asked to issue a rung or to draft the case, by their post. */
const desks = new Map<string, AtConsole>();
let id = '' as MatterId;
let caseId = '';
/** Who pressed the button for each rung. */
const pressed = new Map<string, string>();

beforeAll(async () => {
  const at = (username: string, width: 360 | 1440 = 1440) => signInAt(screen, username, { width });
  town = await at('chengguan-jb', 360);
  officer = await at('yingji-jb');
  firm = await at('qiye01-aqy');
  for (const [post, username] of PEOPLE) desks.set(post, await at(username));
  office = await signIn(screen.system, 'anweiban');
}, 180_000);

describe('a hazard that nobody rectifies', { timeout: 180_000 }, () => {
  it('is reported with seconds for days', async () => {
    await town.go('/report');
    await reportHazard(town.page, DEFECT, { policy: '演示时限（以秒计）' });
    id = (await openReported(town.page, DEFECT)) as MatterId;
  });

  it('is verified, graded and assigned by the regulator, and lies on the desk of the enterprise', async () => {
    await verifyOnSite(officer, DEFECT);
    await gradeGeneral(officer, DEFECT);
    await assignRectification(officer, DEFECT, LIMIT);
    await firm.go('/');
    await firm.page.getByRole('link', { name: DEFECT }).first().waitFor();
  });

  it.each(RUNGS)('has %s issued by the named person from their desk', async (rung, words) => {
    await expect.poll(() => issue(rung, words), ISSUED).toBe(true);
  });

  it('leads to a case whose clues the office puts in order', async () => {
    const form = await draft();
    await form.locator('.form-row').first().waitFor();
    const rows = await form.locator('.form-row').all();
    for (const row of rows) {
      await choose(row, '建议', '移送');
      await choose(row, '受理机关', '县委县政府督查室');
      await write(row, '依据条款', '《安全生产法》第九十条');
    }
    await write(form, '线索梳理报告', '逾期未整改，历次督办均无回复。');
    // An enterprise is punished; it is not held to account as officials are.
    expect(await refusedAs(form, '提出移送建议')).toMatch(/移送去向与对象不符/);
    for (const row of rows)
      if ((await row.innerText()).includes('生产经营单位')) await choose(row, '受理机关', '行政执法部门');
    await handIn(form, '提出移送建议');
  });

  it('has its referral decided by the head of the committee', async () => {
    const head = desks.get('p-xianzhang');
    if (head === undefined) throw new Error('nobody sits at the desk of the head');
    head.page.setDefaultTimeout(ISSUED.timeout);
    const form = await fromDesk(head, '审批移送', `隐患 ${await numberOf()} 问责案件`);
    await choose(form, '决定', '移送');
    await write(form, '理由', '事实清楚，同意移送。');
    await handIn(form, '审批移送');
  });

  it('stands at the highest rung, issued by those who issued, and no browser complained', async () => {
    expect((await office.get(`/v1/hazards/${id}`)).body).toMatchObject({ level: 7 });
    const told = await eventsOf(office, id);
    expect(told.map(({ type, actor }) => [type, actor.person])).toEqual(expect.arrayContaining(DONE));
    const issued = told
      .filter(({ type, data }) => type === 'RungIssued' && data['clock'] === 'T')
      .map(({ data, actor }) => [data['rung'], actor.post]);
    expect(issued).toEqual(RUNGS.map(([rung]) => [rung, pressed.get(rung)]));
    const { body } = await office.get(`/v1/accountability-cases/${caseId}`);
    expect(body).toMatchObject({ status: 'referred' });
    const events = await eventsOf(office, caseId as MatterId, 'accountability-cases');
    const done = events.map(({ type, actor }) => [type, actor.person]);
    expect(done).toContainEqual(['ReferralProposed', expect.stringMatching(/^per-anweiban-/)]);
    expect(done).toContainEqual(['ReferralApproved', 'per-xianzhang']);
    for (const at of [town, officer, firm, ...desks.values()]) expect(at.complaints).toEqual([]);
  });
});

const DONE = [
  ['HazardReported', 'per-chengguan-1'],
  ['HazardVerified', 'per-yingji-1'],
  ['Graded', 'per-yingji-1'],
  ['Assigned', 'per-yingji-1'],
  // Whoever says nothing has accepted.
  ['AssignmentAccepted', 'system'],
];

const PEOPLE = [
  ['p-anweiban-1', 'anweiban'],
  ['p-anweiban-1b', 'anweiban-jb2'],
  ['p-anweiban-2', 'anweiban-fg'],
  ['p-anweiban-3', 'anweiban-zr'],
  ['p-fenguan', 'fenguan'],
  ['p-xianzhang', 'xianzhang'],
  ['p-shuji', 'shuji'],
] as const;

interface Waiting {
  readonly rung: string;
  readonly clock: string;
  readonly confirmer: string;
}

/** Whether the rung is issued; whoever it waits for issues it. While they are at it, it may come to wait for the next. */
async function issue(rung: string, words: string): Promise<boolean> {
  const { body } = await office.get(`/v1/hazards/${id}`);
  const waiting = (body['proposals'] as readonly Waiting[]).find((one) => one.rung === rung && one.clock === 'T');
  const at = desks.get(waiting?.confirmer ?? '');
  if (waiting === undefined || at === undefined) return pressed.has(rung);
  at.page.setDefaultTimeout(AT_DESK_MS);
  const decided = async (): Promise<boolean> => {
    const form = await fromDesk(at, '签发督办', DEFECT, `签发或退回${words}（整改期限）`);
    await choose(form, '签发', '签发');
    pressed.set(rung, waiting.confirmer);
    await handIn(form, '签发督办');
    return true;
  };
  return await decided().catch(whenLate);
}

/** Whoever of the office drafts the case: who had the hazard in hand meanwhile may not. */
async function drafter(): Promise<AtConsole> {
  let post = '';
  await expect
    .poll(async () => {
      const { body } = await office.get('/v1/accountability-cases?open=true');
      const [first] = body['items'] as readonly { readonly id: string; readonly holder: { readonly post: string } }[];
      caseId = first?.id ?? '';
      post = first?.holder.post ?? '';
      return post;
    }, ISSUED)
    .not.toBe('');
  const at = desks.get(post);
  if (at === undefined) throw new Error(`nobody sits at the desk of ${post}`);
  return at;
}

/** The form in which the clues are put in order; while somebody comes to their desk, the case may have gone to the next. */
async function draft(): Promise<Locator> {
  const forms: Locator[] = [];
  const title = `隐患 ${await numberOf()} 问责案件`;
  const opened = async (): Promise<boolean> => {
    const clerk = await drafter();
    clerk.page.setDefaultTimeout(AT_DESK_MS);
    forms.push(await fromDesk(clerk, '提出移送建议', title));
    return true;
  };
  await expect.poll(() => opened().catch(whenLate), ISSUED).toBe(true);
  const [form] = forms;
  if (form === undefined) throw new Error('nobody drafts the case');
  return form;
}

/** Whoever waited in vain at their desk tries again; anything else is a fault. */
function whenLate(error: unknown): false {
  if (error instanceof Error && error.name === 'TimeoutError') return false;
  throw error;
}

async function numberOf(): Promise<string> {
  return String((await office.get(`/v1/hazards/${id}`)).body['number']);
}
