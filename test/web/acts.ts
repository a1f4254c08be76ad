import type { Locator } from 'playwright-core';
import type { AtConsole } from './people.ts';

/** Goes to the desk and from there to the next act of a matter, whose form is then open. */
export async function fromDesk({ page, go }: AtConsole, act: string, title: string): Promise<Locator> {
  await go('/');
  await page.getByRole('link', { name: `${act}：${title}` }).click();
  return formOf({ page }, act);
}

/** Opens the form of an act on the page of a matter that is shown. */
export async function openAct({ page }: Pick<AtConsole, 'page'>, act: string): Promise<Locator> {
  await page.getByRole('button', { name: act, exact: true }).click();
  return formOf({ page }, act);
}

/** The form of an act that is open. */
function formOf({ page }: Pick<AtConsole, 'page'>, act: string): Locator {
  return page.getByRole('dialog', { name: act });
}

/** Hands a form in, and waits until it is accepted. */
export async function handIn(form: Locator, act: string): Promise<void> {
  await submit(form, act);
  await form.waitFor({ state: 'hidden' });
}

/** Presses the button of a form that is going to be refused; what it says then is the answer. */
export async function refusedAs(form: Locator, act: string): Promise<string> {
  await submit(form, act);
  return await form.getByRole('alert').last().innerText();
}

async function submit(form: Locator, act: string): Promise<void> {
  await form.getByRole('button', { name: spaced(act) }).click();
}

/** antd puts a space between the two signs of a short word on a button. */
export function spaced(words: string): RegExp {
  return new RegExp(`^${[...words].join('\\s*')}$`);
}
