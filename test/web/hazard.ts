import { expect } from 'vitest';
import { dayOf, instantOf } from '../../workflows/kernel/instant.ts';
import type { MatterId } from '../../workflows/kernel/terms.ts';
import { signIn, type Caller } from '../fault/caller.ts';
import type { Installation } from '../fault/installation.ts';
import { picture } from './forms.ts';
import { sessionOf } from './visit.ts';

/** Reports a hazard of a chemical enterprise by HTTP, with pictures that are handed in; it waits for 应急管理局 to verify it. */
export async function reported(
  caller: Caller,
  description: string,
  evidence: readonly string[] = [],
): Promise<MatterId> {
  const answer = await caller.open({
    source: 'inspection',
    region: 'u-chengguan',
    lead: 'u-yingji',
    subject: 'u-qiye01',
    description,
    place: '二号仓库',
    foundOn: dayOf(instantOf(Date.now())),
    items: [{ text: description }],
    evidence,
  });
  expect(answer).toMatchObject({ status: 201 });
  return answer.body['id'] as MatterId;
}

/** A hazard with a picture of how it was, ordered and served: its enterprise is to put it right. */
export async function rectifying(system: Installation, description: string): Promise<MatterId> {
  const [desk, firm] = await Promise.all([signIn(system, 'yingji-jb'), signIn(system, 'qiye01-aqy')]);
  const id = await reported(desk, description, [await handedIn(system, 'yingji-jb')]);
  const date = dayOf(instantOf(Date.now()));
  const officers = ['per-yingji-1', 'per-yingji-1b'];
  const order = {
    type: 'rectifyOrder',
    number: '云应急责改〔2026〕手1号',
    date,
    officers,
    remedies: '可依法申请复议。',
  };
  const steps = [
    [desk, 'Verify', { note: '属实', evidence: [] }],
    [desk, 'Grade', { severity: 'general', reason: '可限期整改' }],
    [desk, 'Assign', { unit: 'u-qiye01', limit: 10, order, service: { way: 'direct', date, evidence: [] } }],
    [firm, 'Accept', {}],
  ] as const;
  for (const [caller, command, body] of steps)
    expect({ command, ...(await caller.act(id, command, body)) }).toMatchObject({ status: 200 });
  return id;
}

/** The id of a picture that somebody hands in. */
async function handedIn(
  { url, passwordOf }: Pick<Installation, 'url' | 'passwordOf'>,
  username: string,
): Promise<string> {
  const { token } = JSON.parse(await sessionOf(url, username, passwordOf(username))) as { readonly token: string };
  const { name, mimeType, buffer } = picture('整改前');
  const body = new FormData();
  body.set('file', new Blob([buffer], { type: mimeType }), name);
  const answer = await fetch(`${url}/v1/evidence`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body,
  });
  return ((await answer.json()) as { readonly id: string }).id;
}

/** A body that the API itself gives as an example. */
export async function exampleOf(caller: Caller, id: MatterId, command: string): Promise<object> {
  const { commands } = (await caller.get(`/v1/hazards/${id}/commands`)).body as {
    commands: { type: string; example: object }[];
  };
  return commands.find(({ type }) => type === command)?.example ?? {};
}

/** Has a reported hazard verified, graded and assigned by HTTP, by the examples of the API; its order the system draws. */
export async function assigned(caller: Caller, id: MatterId): Promise<void> {
  for (const [command, body] of [
    ['Verify', { evidence: [] }],
    ['Grade', {}],
    ['Assign', { service: undefined }],
  ] as const) {
    const example: { readonly order?: object } = await exampleOf(caller, id, command);
    const order = example.order === undefined ? {} : { order: { ...example.order, number: undefined } };
    expect(await caller.act(id, command, { ...example, ...order, ...body })).toMatchObject({ status: 200 });
  }
}
