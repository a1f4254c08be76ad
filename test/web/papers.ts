import type { Locator } from 'playwright-core';
import { attach, choose, write } from './forms.ts';
import type { AtConsole } from './people.ts';

/** Opens the paper of this title from the page of its matter, once it is drawn. */
export async function openPaper(at: AtConsole, matter: string, title: string): Promise<string> {
  const { page } = at;
  await at.go(matter);
  await page.getByRole('link', { name: title }).click();
  await page.getByRole('heading', { name: title, level: 1 }).waitFor();
  return new URL(page.url()).pathname.replace('/console', '');
}

/** Signs on the pad as an officer whom the paper names. */
export async function signAsOfficer({ page }: AtConsole): Promise<void> {
  await page.getByRole('button', { name: '执法人员签名' }).click();
  await sign(page.getByRole('dialog', { name: '执法人员签名' }), '已阅看');
}

/** Has the party sign on the officer's pad. */
export async function signAsParty({ page }: AtConsole, name: string): Promise<void> {
  await page.getByRole('button', { name: '请当事人签名' }).click();
  const dialog = page.getByRole('dialog', { name: '请当事人签名' });
  await write(dialog, '签名人姓名', name);
  await sign(dialog, '已向当事人出示');
}

/** Issues the paper that lies on one's desk. */
export async function issueFromDesk(at: AtConsole, title: string): Promise<void> {
  const { page } = at;
  await at.go('/');
  await page.getByRole('link', { name: `签发：${title}` }).click();
  await page.getByRole('button', { name: '签发', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: '签发' });
  await dialog.getByRole('button', { name: '我已阅看，签发' }).click();
  await dialog.waitFor({ state: 'hidden' });
}

/** Serves the paper that lies on one's desk, today, with its receipt. */
export async function serveFromDesk(at: AtConsole, title: string): Promise<void> {
  const { page } = at;
  await at.go('/');
  await page.getByRole('link', { name: `送达：${title}` }).click();
  await page.getByRole('button', { name: '登记送达' }).click();
  const dialog = page.getByRole('dialog', { name: '登记送达' });
  await choose(dialog, '送达方式', '直接送达');
  await attach(dialog, '佐证材料（回证、照片）', '送达回证');
  await dialog.getByRole('button', { name: '登记送达' }).click();
  await dialog.waitFor({ state: 'hidden' });
}

async function sign(dialog: Locator, read: string): Promise<void> {
  const pad = dialog.getByLabel(/^签名处/);
  const { mouse } = dialog.page();
  // Hovering waits until the dialog has come to rest.
  await pad.hover({ position: { x: 40, y: 60 } });
  await mouse.down();
  for (const [x, y] of STROKE) await pad.hover({ position: { x, y } });
  await mouse.up();
  await dialog.getByRole('checkbox', { name: new RegExp(`^${read}`) }).check();
  await dialog.getByRole('button', { name: /^签\s*名$/ }).click();
  await dialog.waitFor({ state: 'hidden' });
}

const STROKE = [
  [120, 120],
  [160, 50],
  [220, 130],
] as const;
