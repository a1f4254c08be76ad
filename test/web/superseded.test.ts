import { expect, it } from 'vitest';
import { signIn } from '../fault/caller.ts';
import { handIn } from './acts.ts';
import { attach, choose, group, inDays, onDay, write } from './forms.ts';
import { assigned, reported } from './hazard.ts';
import { openPaper } from './papers.ts';
import { signInAt } from './people.ts';
import { onScreen } from './screen.ts';

const ORDER = '责令限期整改指令书';
const REPLACE = '以手工文书替代';

const screen = onScreen();

it('an order is drawn again with a reason, then one made by hand takes its place, and nothing waits for it any more', async () => {
  const id = await reported(await signIn(screen.system, 'anweiban'), '氨制冷机房无泄漏报警');
  await assigned(await signIn(screen.system, 'yingji-jb'), id);
  const deputy = await signInAt(screen, 'yingji-fg');
  const { page, go, complaints } = deputy;
  await openPaper(deputy, `/hazards/${id}`, ORDER);
  await page.getByRole('button', { name: '重新制作' }).click();
  const redraw = page.getByRole('dialog', { name: '重新制作' });
  await redraw.getByRole('button', { name: '重新制作' }).click();
  await redraw.getByText('请填写重新制作的理由').waitFor();
  await write(redraw, '重新制作的理由', '单位名称已在名册中更正');
  await redraw.getByRole('button', { name: '重新制作' }).click();
  await redraw.waitFor({ state: 'hidden' });
  await page.getByRole('region', { name: '各版' }).getByText('第2版（现行）').waitFor();
  await go(`/hazards/${id}`);
  await page.getByRole('button', { name: REPLACE }).click();
  const form = page.getByRole('dialog', { name: REPLACE });
  await choose(form, '被替代文书', ORDER);
  await write(form, '手工文书的文号', '（云岭）应急责改〔2026〕手1号');
  await write(form, '理由', '企业名称含生僻字，系统字库缺字');
  await attach(form, '证据材料', '手工文书');
  await form.getByRole('button', { name: /^填写送达/ }).click();
  const service = group(form, '送达');
  await choose(service, '送达方式', '直接送达');
  await onDay(service, '日期', inDays(0));
  await attach(service, '证据材料', '送达回证');
  await handIn(form, REPLACE);
  await page.getByRole('link', { name: ORDER }).filter({ hasText: '已作废' }).waitFor();
  expect(complaints).toEqual([]);
});
