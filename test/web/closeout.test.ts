import { beforeAll, describe, expect, it } from 'vitest';
import type { MatterId } from '../../workflows/kernel/terms.ts';
import { eventsOf, signIn } from '../fault/caller.ts';
import { fromDesk, handIn, refusedAs } from './acts.ts';
import { agree, attach, choose, group, pick, shoot, unpick, write } from './forms.ts';
import { assignRectification, gradeGeneral, openReported, ORDER, reportHazard, verifyOnSite } from './intake.ts';
import { issueFromDesk, openPaper, serveFromDesk, signAsOfficer, signAsParty } from './papers.ts';
import { signInAt, type AtConsole } from './people.ts';
import { onScreen } from './screen.ts';

const DEFECT = '可燃气体报警器失效，未接入值班室';
const OPINION = '整改复查意见书';
const RECHECKERS = '复查人员（两人以上）';
const PARTY = '陈海涛';
const PATIENCE = 120_000;

const screen = onScreen();
/** The township's officer and the enterprise's safety manager, each at a phone. */
let town: AtConsole;
let firm: AtConsole;
/** The regulator's two officers and its deputy head. */
let officer: AtConsole;
let second: AtConsole;
let deputy: AtConsole;
/** The matter's address in the console. */
let matter = '';

beforeAll(async () => {
  const at = (username: string, width: 360 | 1440) => signInAt(screen, username, { width });
  town = await at('chengguan-jb', 360);
  firm = await at('qiye01-aqy', 360);
  officer = await at('yingji-jb', 1440);
  second = await at('yingji-jb2', 1440);
  deputy = await at('yingji-fg', 1440);
}, 180_000);

describe('a hazard from a phone in the township to its closeout', { timeout: PATIENCE }, () => {
  it('is reported with a picture', async () => {
    const { page } = town;
    await page.getByRole('link', { name: '随手拍' }).click();
    await reportHazard(page, DEFECT);
    matter = `/hazards/${await openReported(page, DEFECT)}`;
    expect(matter).toMatch(/^\/hazards\/haz-/);
  });

  it('is verified, graded and assigned by the regulator', async () => {
    await verifyOnSite(officer, DEFECT);
    await gradeGeneral(officer, DEFECT);
    await assignRectification(officer, DEFECT, '10');
  });

  it('has an order that is drawn, signed by both officers and the party, issued and served', async () => {
    await makeValid(ORDER);
  });

  it('is accepted and put right by the enterprise, who names who lent a hand', async () => {
    await handIn(await fromDesk(firm, '签收', DEFECT), '签收');
    const { page } = firm;
    await firm.go('/');
    await page.getByRole('link', { name: `整改报验：${DEFECT}` }).click();
    await shoot(page, '拍整改后照片', '整改后');
    const form = page.locator('form');
    await write(form, '怎样整改的（可不填）', '已更换并接入值班室。');
    await page.getByRole('button', { name: '更多：参与人员、资金' }).click();
    await pick(form, '参与整改人员', '曾文斌');
    await page.getByRole('button', { name: '报送整改', exact: true }).click();
    await page.getByRole('heading', { name: '整改已报送' }).waitFor();
  });

  it('is not rechecked by who lent a hand', async () => {
    const recheck = await fromDesk(officer, '复查', DEFECT);
    await officer.page
      .getByAltText(/^第1项整改后/)
      .first()
      .waitFor();
    await pick(recheck, RECHECKERS, '曾文斌');
    const item = group(recheck, '逐项复查意见');
    await choose(item, '复查结果', '合格');
    await write(item, '复查意见', '现场测试正常。');
    await write(recheck, '复查意见', '已整改到位。');
    await agree(recheck, '已到现场');
    await agree(recheck, '被检查单位负责人已签字');
    await attach(recheck, '证据材料', '复查');
    expect(await refusedAs(recheck, '复查')).toBe('参加整改的人员不得参加复查。');
    await unpick(recheck, '曾文斌');
    await pick(recheck, RECHECKERS, '罗玉兰');
    await handIn(recheck, '复查');
  });

  it('is not closed before the review opinion is served, and is afterwards', async () => {
    const early = await fromDesk(deputy, '审批销号', DEFECT);
    await choose(early, '销号审批', '同意销号');
    await write(early, '理由', '复查合格。');
    expect(await refusedAs(early, '审批销号')).toMatch(/本轮复查意见书.*尚未签发并送达，不能销号/);
    await makeValid(OPINION);
    // What was typed before stands there still.
    await handIn(await fromDesk(deputy, '审批销号', DEFECT), '审批销号');
    await deputy.page.getByText('已销号').first().waitFor();
  });

  it('was done by those who did it, and no browser complained', async () => {
    const office = await signIn(screen.system, 'anweiban');
    await expect.poll(async () => (await office.get(`/v1${matter}`)).body['status']).toBe('closed');
    const events = await eventsOf(office, matter.split('/').at(-1) as MatterId);
    const done = events.map(({ type, actor }) => [type, actor.person]);
    expect(done).toEqual(expect.arrayContaining(DONE));
    for (const at of [town, firm, officer, second, deputy]) expect(at.complaints).toEqual([]);
  });
});

const DONE = [
  ['HazardReported', 'per-chengguan-1'],
  ['HazardVerified', 'per-yingji-1'],
  ['Graded', 'per-yingji-1'],
  ['Assigned', 'per-yingji-1'],
  ['AssignmentAccepted', 'per-qiye01-1'],
  ['RectificationSubmitted', 'per-qiye01-1'],
  ['RecheckPassed', 'per-yingji-1'],
  ['CloseoutApproved', 'per-yingji-2'],
];

/** Both officers sign, the party signs on their pad, the deputy head issues, an officer serves. */
async function makeValid(title: string): Promise<void> {
  const paper = await openPaper(officer, matter, title);
  await signAsOfficer(officer);
  await second.go(paper);
  await signAsOfficer(second);
  await signAsParty(officer, PARTY);
  await issueFromDesk(deputy, title);
  await serveFromDesk(officer, title);
}
