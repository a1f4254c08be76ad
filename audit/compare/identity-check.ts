import type { Difference } from '../verdict.ts';
import type { Identity } from '../history/identity.ts';

const SHOWN = { id: '工作流编号', kind: '工作流类型', runId: '运行编号' } as const;
const MEMBERS = ['id', 'kind', 'runId'] as const;

/** Whether a history is that of the matter it stands for: each member that the history itself names. */
export function checkIdentity(
  own: Identity,
  said: { readonly [member in keyof Identity]: string | null },
  witness: Difference['witness'],
): Difference[] {
  const differing = MEMBERS.filter((member) => own[member] !== said[member]);
  const seq = witness === 'history' ? 1 : 0;
  return differing.map((member) => ({
    witness,
    seq,
    what: `历史所记的${SHOWN[member]}为 ${own[member] ?? '（无）'}，事项的 ${member} 为 ${said[member] ?? '（无）'}`,
  }));
}
