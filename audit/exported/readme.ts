import { genesisHash } from '../../db/chain.ts';
import type { WorkflowCode } from '../code.ts';
import type { Evidence } from '../evidence.ts';
import type { Verdict } from '../verdict.ts';
import { codeFile, FILES } from './folder.ts';

/** The page that lies in an export: what the files are, how to verify them, and the matter's story. */
export function readmeOf(evidence: Evidence, code: WorkflowCode, verdict: Verdict, story: readonly string[]): string {
  const { id, kind, ledger, runId, history } = evidence;
  const last = ledger.at(-1);
  return `# 事项证据包 ${numberOf(evidence)}

| 项目 | 内容 |
|---|---|
| 事项 | \`${id}\`（${kind}） |
| Temporal 运行 | ${runId === null ? '无（办结后导入的台账行）' : `\`${runId}\``} |
| 台账 | ${ledger.length.toString()} 条，末条哈希 \`${last?.hash ?? '（无）'}\` |
| 历史 | ${(history?.events.length ?? 0).toString()} 个事件 |
| 导出时的核验结论 | ${verdict.first === null ? '三份记录一致' : `不一致：第 ${verdict.first.seq.toString()} 条，${verdict.first.what}`} |

## 文件

- \`${FILES.history}\`：Temporal 的完整历史，指令、定时器、答复原样在内。
- \`${FILES.ledger}\`：台账各条，每条带前一条与本条的 SHA-256。
- \`${FILES.projection}\`：导出时事项一览表中的一行。
- \`${codeFile(code.hash)}\`：导出时的办理规则代码，文件名是其 SHA-256。
- \`${FILES.matter}\`：事项编号、类型、运行编号、代码哈希，以及其余各文件的 SHA-256。

## 怎样核验

不需要服务器，也不需要数据库：

\`\`\`
npm run audit -- verify --offline <本文件夹>
\`\`\`

核验用**核验者自己的代码**（其检出的版本）把历史重演一遍，重新算出每一条台账，再与历史所记的答复、台账及一览表逐条比较，
指出第一处不同。证据包所带的代码默认不运行：送交者可以另换规则，也可以在其中夹带别的程序。两者哈希不同时，核验结论会注明；
历史在核验者的代码上不能重演的，写作“须用当时的代码”。届时请检出当时的版本，或从送交者以外的来源（公告、存档、发布页）
取得当时代码的 SHA-256，再运行：

\`\`\`
npm run audit -- verify --offline <本文件夹> --trust-code <另行取得的 SHA-256>
\`\`\`

本文件夹所带的代码，其内容的哈希与所给的相同才会运行。切勿照抄本页或 \`${FILES.matter}\` 中的哈希。

台账的哈希也可以自行计算：\`SHA-256(前一条哈希 + 换行 + 本条 seq、type、eventVersion、at、heardAt、commandId、actor、data
的规范 JSON（RFC 8785）)\`，第一条的“前一条哈希”为 \`${genesisHash(id, kind)}\`，即
\`SHA-256({"kind":…,"matterId":…})\`。末条哈希若另有留存（通报、公文、公示），可据以判断整份台账有无改动。

## 办理经过

${story.length === 0 ? '（无历史可供重演）' : story.map((line) => `    ${line}`).join('\n')}
`;
}

function numberOf({ id, projection }: Evidence): string {
  const number = projection?.['number'];
  return typeof number === 'string' ? number : id;
}
