import { beforeAll, expect, it } from 'vitest';
import { chineseDue } from '../../web/parts/chinese.ts';
import { kindByName } from '../../workflows/kinds.ts';
import { signIn, type Caller } from '../fault/caller.ts';
import { noticeOf } from '../integration/api/register-calls.ts';
import { spaced } from './acts.ts';
import { write } from './forms.ts';
import { reported } from './hazard.ts';
import { signInAt, type AtConsole } from './people.ts';
import { onScreen } from './screen.ts';

const STANDARD = Math.max(...kindByName('hazard').policies.map(({ version }) => version));

const screen = onScreen();
let office: Caller;
let director: AtConsole;

beforeAll(async () => {
  office = await signIn(screen.system, 'anweiban');
  director = await signInAt(screen, 'anweiban-zr');
}, 60_000);

interface Deadline {
  readonly clock: string;
  readonly due: string;
}

/** When the running step of a matter is due. */
async function dueOf(id: string): Promise<string> {
  const { deadlines } = (await office.get(`/v1/hazards/${id}`)).body as { deadlines: readonly Deadline[] };
  return deadlines.find(({ clock }) => clock === 'S')?.due ?? '';
}

/** Goes to another page and comes back. */
async function leaveAndReturn({ page, go }: AtConsole, path: string): Promise<void> {
  await go('/');
  await page.getByRole('heading', { name: '我的工作台' }).waitFor();
  await go(path);
}

it('a drafted year shows which deadlines move; once it is published its progress is found again', async () => {
  const id = await reported(office, '安全出口上锁');
  const due = await dueOf(id);
  const day = new Date(Date.parse(due) + 8 * 3_600_000 - 1).toISOString().slice(0, 10);
  const year = Number(day.slice(0, 4));
  const drafted = await office.send('/v1/registers/calendars', noticeOf(year, [day]));
  expect(drafted.status).toBe(201);
  const { page, go, complaints } = director;
  await go('/registers/calendars');
  await page.getByText(`${year.toString()}年`, { exact: true }).click();
  await page.getByLabel('哪一版').click();
  await page.locator('.ant-select-item-option', { hasText: '草案' }).click();
  await page.getByText('在办1件：1件会变').waitFor();
  const row = page.getByRole('table', { name: '会变的事项' }).getByRole('row').nth(1);
  expect(await row.getByRole('link', { name: '安全出口上锁' }).getAttribute('href')).toBe(`/console/hazards/${id}`);
  const [before = '', after = ''] = await row.getByRole('cell').allInnerTexts();
  expect(before).toContain(`办理时限 ${chineseDue(due)}`);
  await write(page.locator('form'), '发布的理由', '放假安排已公布');
  await page.getByRole('button', { name: spaced('发布') }).click();
  const progress = page.getByText('共1件，已重新计算1件');
  await progress.waitFor();
  expect(after).toContain(`办理时限 ${chineseDue(await dueOf(id))}`);
  expect(before).not.toBe(after);
  await leaveAndReturn(director, '/registers/calendars');
  await page.getByText(`${year.toString()}年`, { exact: true }).click();
  await progress.waitFor();
  expect(complaints).toEqual([]);
});

it('how far a policy has come to matters under way is found again, too', async () => {
  await reported(office, '消火栓被圈占');
  const drafted = await office.send('/v1/registers/policies', {
    basedOn: `hazard/standard/${STANDARD.toString()}`,
    title: '核实延长',
    effectiveFrom: new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10),
    changes: { periods: { verify: { amount: 6 } } },
  });
  expect(drafted.status).toBe(201);
  const { page, go, complaints } = director;
  await go('/registers/policies');
  for (const [act, reason] of [
    ['发布', '常务会通过'],
    ['适用于在办事项', '一并适用'],
  ] as const) {
    await page.getByRole('button', { name: spaced(act) }).click();
    const form = page.getByRole('dialog');
    await write(form, '理由', reason);
    await form.getByRole('button', { name: spaced(act) }).click();
    await form.waitFor({ state: 'hidden' });
  }
  const progress = page.getByText(/共(\d+)件，已重新计算\1件/);
  await progress.waitFor();
  await leaveAndReturn(director, '/registers/policies');
  await progress.waitFor();
  expect(complaints).toEqual([]);
});
