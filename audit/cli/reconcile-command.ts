import { shippedKind } from '../../db/matters.ts';
import { KINDS } from '../../workflows/kinds.ts';
import { openJudges } from '../auditor.ts';
import { workflowCode } from '../code.ts';
import type { Finding, What } from '../reconcile/finding.ts';
import { reconcile } from '../reconcile/run.ts';
import { trustedCode } from '../releases/trusted.ts';
import { sealIndexAt } from '../seal-index.ts';
import type { Found } from './commands.ts';
import { progress, type Progress } from './progress.ts';
import type { Opened } from './sources.ts';

/** What each finding means, and what the operator can do about it. */
const WORDS: Readonly<Record<What, { readonly says: string; readonly todo: string }>> = {
  newerInTemporal: { says: 'Temporal 较新，台账缺', todo: '以 --heal 由历史补录台账' },
  onlyInTemporal: { says: '只在 Temporal 中，台账缺', todo: '以 --heal 由历史补录台账' },
  newerInLedger: {
    says: '台账较新，历史中没有',
    todo: 'Temporal 恢复到了较早的时刻：停机后恢复 Temporal 自己较新的备份；此前不要办理这些事项，否则同一序号会有两种内容',
  },
  onlyInLedger: {
    says: '只在台账中',
    todo: '在办事项没有流程，期限不再自动推进：恢复 Temporal 自己的备份；无法恢复的，由责任岗位线下继续办理并留存材料，台账与存档历史仍是凭证',
  },
  differs: { says: '同一序号内容不同', todo: '不会自动处理：用 verify 查明哪一方被改动' },
  unreadable: { says: '历史无法重算', todo: '用制作该历史的版本核验；存档已损坏的，取另一份' },
  unproven: {
    says: '未通过核对，不予补录',
    todo: '不会自动处理：用 verify 查明历史、存档、台账中哪一方被改动；出自其他版本规则代码的，请用存有该版本的安装对账',
  },
  evidenceMissing: {
    says: '所引证据未保存',
    todo: '文件请上传人重新提交，编号即内容的哈希，内容相同即自动对上；另行保存的文字（sealed）只在数据库中有，须从别的备份找回',
  },
  commandWaiting: { says: '指令尚无结果', todo: '工作进程运行后会自动送达；长期不变的，查 Temporal 与工作进程' },
};

/** `reconcile [--heal]`: what is newer where; ok when nothing is left to do. */
export async function reconcileCommand(sources: Opened, healing: boolean): Promise<Found> {
  const judges = openJudges({ code: (await workflowCode()).code, trusted: trustedCode });
  let shown: Progress | undefined;
  try {
    const kinds = KINDS.map((kind) => kind.rules.name);
    const seals = sealIndexAt(sources.seal.dir);
    const { matters, findings, healed, at } = await reconcile(
      { ...sources, judges, seals, kindOf: shippedKind, kinds },
      healing,
      (total) => {
        shown ??= progress(total);
        shown.step();
      },
    );
    shown?.end();
    const ok = findings.length === 0;
    const todo = [...new Set(findings.map(({ what }) => what))].map(
      (what) => `· ${WORDS[what].says}：${WORDS[what].todo}`,
    );
    const sum = `共对账 ${matters.toString()} 件，已补录 ${healed.length.toString()} 项，待处理 ${findings.length.toString()} 项`;
    const lines = [...healed.map((one) => `✓ ${lineOf(one)}，已补录`), ...findings.map((one) => `✗ ${lineOf(one)}`)];
    return { ok, lines: [...lines, ...todo, sum], json: { ok, at, matters, healed, findings } };
  } finally {
    await judges.close();
  }
}

function lineOf({ what, matterId, number, from, to, items, why }: Finding): string {
  const seqs = from === 0 ? '' : from === to ? `第 ${from.toString()} 条` : `第 ${from.toString()}–${to.toString()} 条`;
  const parts = [seqs, items.join('、'), why].filter((part) => part !== '');
  return `${number ?? matterId}　${WORDS[what].says}${parts.length === 0 ? '' : `（${parts.join('，')}）`}`;
}
