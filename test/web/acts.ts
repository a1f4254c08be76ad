import type { Locator, Response } from 'playwright-core';
import { expect } from 'vitest';
import type { AtConsole } from './people.ts';

/** Goes to the desk and from there to the next act of a matter, whose form is then open; `asked`: as the desk words it. */
export async function fromDesk(at: AtConsole, act: string, title: string, asked = act): Promise<Locator> {
  await at.go('/');
  await at.page.getByRole('link', { name: `${asked}：${title}` }).click();
  return formOf(at, act);
}

/** The form of an act that is open. */
function formOf({ page }: AtConsole, act: string): Locator {
  return page.getByRole('dialog', { name: act });
}

/** Hands a form in, again whenever somebody acted meanwhile, and waits until it is accepted; throws what refuses it. */
export async function handIn(form: Locator, act: string): Promise<void> {
  const answer = await heard(form, act);
  if (!answer.ok()) throw new Error(`${act}：${await answer.text()}`);
  await form.waitFor({ state: 'hidden' });
}

/** Presses the button of a form that is going to be refused; what it says then is the answer. */
export async function refusedAs(form: Locator, act: string): Promise<string> {
  expect((await heard(form, act)).ok()).toBe(false);
  // Beside it stands whatever else the page has to tell.
  return await form.locator('form').getByRole('alert').last().innerText();
}

/** What the system says to a form that nobody else has made stale. */
async function heard(form: Locator, act: string): Promise<Response> {
  const decided = form.page().waitForResponse((answer) => answer.url().includes('/commands/'));
  const [answer] = await Promise.all([decided, submit(form, act)]);
  if (answer.status() !== 412) return answer;
  await form.getByText('核对后可再次提交').waitFor();
  return heard(form, act);
}

async function submit(form: Locator, act: string): Promise<void> {
  await form.getByRole('button', { name: spaced(act) }).click();
}

/** antd puts a space between the two signs of a short word on a button. */
export function spaced(words: string): RegExp {
  return new RegExp(`^${[...words].join('\\s*')}$`);
}
