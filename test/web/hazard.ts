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
