import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { passwordOf } from '../integration/api/account-calls.ts';
import { apiSystem } from '../integration/api/system.ts';
import { CLIENT, freePort, platformAt } from '../support/oidc-platform.ts';
import { signBackIn } from './people.ts';
import { onScreen } from './screen.ts';

const SUBJECT = 'person-of-the-desk';
let url: string;

const screen = onScreen(async () => {
  const port = await freePort();
  url = `http://127.0.0.1:${port.toString()}`;
  const redirectUrl = `${url}/v1/oidc/callback`;
  const platform = platformAt(await freePort(), redirectUrl);
  const { issuer } = platform;
  const { id: clientId, secret: clientSecret } = CLIENT;
  const oidc = { issuer, clientId, clientSecret, redirectUrl, audience: clientId, secondFactors: [] };
  const [system] = await Promise.all([apiSystem({ oidc }), platform.start()]);
  await system.app.listen({ host: '127.0.0.1', port });
  const admin = await system.as('admin');
  await admin.send('/v1/accounts/yingji-jb/identities', { issuer, subject: SUBJECT });
  return {
    close: async () => {
      await system.close();
      await platform.stop();
    },
  };
});

it.each([
  [SUBJECT, 'heading', '工作台'],
  ['nobody', 'alert', '没有可用的关联账号'],
] as const)('%s signs in by the platform from the page to the page', async (subject, role, words) => {
  const context = await screen.browser.newContext({ locale: 'zh-CN' });
  const page = await context.newPage();
  const addresses: string[] = [];
  page.on('request', (request) => addresses.push(request.url()));
  await page.goto(`${url}/console/`);
  await page.getByRole('link', { name: '统一身份认证登录' }).click();
  await atPlatform(page, subject);
  await page.getByRole(role).filter({ hasText: words }).first().waitFor();
  expect(new URL(page.url()).hash).toBe('');
  const [kept] = (await context.storageState()).origins.flatMap(({ localStorage }) =>
    localStorage.filter(({ name }) => name === 'bihuan.session'),
  );
  expect(kept === undefined).toBe(role === 'alert');
  const { token } = JSON.parse(kept?.value ?? '{"token":"none"}') as { readonly token: string };
  expect(addresses.filter((address) => address.includes(token))).toEqual([]);
  await context.close();
});

it('whoever is signed in by password binds an identity of theirs, and signs in by it from then on', async () => {
  const context = await screen.browser.newContext({ locale: 'zh-CN' });
  const page = await context.newPage();
  const password = passwordOf('chengguan-jb');
  await page.goto(`${url}/console/account`);
  await signBackIn(page, 'chengguan-jb', password);
  const sheet = page.getByRole('region', { name: '政务平台身份' });
  await sheet.getByText('没有绑定政务平台的身份。').waitFor();
  await sheet.getByRole('button', { name: '绑定政务平台身份' }).click();
  await sheet.getByLabel('登录密码').fill('not the password');
  await sheet.getByRole('button', { name: '去平台绑定' }).click();
  await sheet.getByRole('alert').filter({ hasText: '密码不正确' }).waitFor();
  await sheet.getByLabel('登录密码').fill(password);
  await sheet.getByRole('button', { name: '去平台绑定' }).click();
  await atPlatform(page, 'person-of-the-town');
  await sheet.getByText('person-of-the-town').waitFor();
  await page.getByRole('button', { name: '退出登录' }).click();
  await page.getByRole('link', { name: '统一身份认证登录' }).click();
  await page.getByRole('heading', { name: '工作台' }).waitFor();
  await page.goto(`${url}/console/account`);
  await sheet.getByRole('button', { name: '解除绑定person-of-the-town' }).click();
  await page.getByRole('button', { name: '解除', exact: true }).click();
  await page.getByRole('dialog', { name: '登录' }).waitFor();
  await context.close();
});

/** Signs in on the platform's own pages. */
async function atPlatform(page: Page, subject: string): Promise<void> {
  await page.locator('input[name=login]').fill(subject);
  await page.locator('input[name=password]').fill('any');
  await page.locator('button[type=submit]').click();
  await page.getByRole('button', { name: 'Continue' }).click();
}
