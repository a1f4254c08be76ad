import { expect } from 'vitest';
import { dayOf, instantOf } from '../../workflows/kernel/instant.ts';
import type { MatterId } from '../../workflows/kernel/terms.ts';
import type { Caller } from '../fault/caller.ts';

/** Reports a hazard of a chemical enterprise by HTTP; it waits for 应急管理局 to verify it. */
export async function reported(caller: Caller, description: string): Promise<MatterId> {
  const answer = await caller.open({
    source: 'inspection',
    region: 'u-chengguan',
    lead: 'u-yingji',
    subject: 'u-qiye01',
    description,
    place: '二号仓库',
    foundOn: dayOf(instantOf(Date.now())),
    items: [{ text: description }],
    evidence: [],
  });
  expect(answer).toMatchObject({ status: 201 });
  return answer.body['id'] as MatterId;
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
