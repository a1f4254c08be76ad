import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABpfZFQAAAAABJRU5ErkJggg==',
  'base64',
);

/** Writes into a field; the last of its name, which is that of the form and not of a row above it. */
export async function write(form: Locator, label: string, words: string): Promise<void> {
  await form.getByLabel(label, { exact: true }).last().fill(words);
}

/** Chooses one of a few. */
export async function choose(form: Locator, label: string, option: string): Promise<void> {
  await form.getByLabel(label, { exact: true }).click();
  await take(form.page(), option);
}

/** Looks entries of a register up by part of their name, each in turn, and picks what is found. */
export async function pick(form: Locator, label: string, ...names: readonly string[]): Promise<void> {
  const field = form.getByLabel(label, { exact: true });
  for (const name of names) {
    await field.fill(name);
    await take(form.page(), name);
  }
  await field.blur();
}

/** Takes back one that was picked. */
export async function unpick(form: Locator, name: string): Promise<void> {
  await form
    .locator('.ant-select-selection-item', { hasText: name })
    .locator('.ant-select-selection-item-remove')
    .click();
}

/** Writes a day as officials do, and takes it. */
export async function onDay(form: Locator, label: string, day: string): Promise<void> {
  const field = form.getByLabel(label, { exact: true });
  await field.fill(day);
  await field.press('Enter');
}

/** A day so many days from today, as an official writes it. */
export function inDays(days: number): string {
  const day = new Date(Date.now() + 8 * 3_600_000 + days * 86_400_000);
  return `${day.getUTCFullYear().toString()}年${(day.getUTCMonth() + 1).toString()}月${day.getUTCDate().toString()}日`;
}

/** Says yes. */
export async function agree(form: Locator, label: string): Promise<void> {
  await form.getByRole('switch', { name: label, exact: true }).click();
}

/** Hands in a picture, and waits until it is at the system. */
export async function attach(form: Locator, label: string, name: string): Promise<void> {
  await form.getByLabel(label, { exact: true }).setInputFiles(picture(name));
  await form.getByRole('button', { name: '移除第1个附件' }).waitFor();
}

/** Takes a picture, as the camera of a phone would give it to the button that asks for one. */
export async function shoot(page: Page, button: string, name: string): Promise<void> {
  const asked = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: button, exact: true }).click();
  await (await asked).setFiles(picture(name));
}

/** The parts of a form under one heading. */
export function group(form: Locator, legend: string): Locator {
  return form.getByRole('group', { name: legend, exact: true });
}

/** Clicks an option until it is taken: while the list finds its place beside the field, a click may miss it. */
async function take(page: Page, words: string): Promise<void> {
  const option = page.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: words }).first();
  const isTaken = async () => {
    // A list of which one is chosen goes when it is.
    const style = await option.getAttribute('class', { timeout: 300 }).catch(() => null);
    return style?.includes('ant-select-item-option-selected') ?? true;
  };
  do await option.click();
  while (
    !(await expect
      .poll(isTaken)
      .toBe(true)
      .then(
        () => true,
        () => false,
      ))
  );
}

/** A picture that is no other: what follows its end is its name. */
export function picture(name: string) {
  return { name: `${name}.png`, mimeType: 'image/png', buffer: Buffer.concat([PICTURE, Buffer.from(name)]) };
}
