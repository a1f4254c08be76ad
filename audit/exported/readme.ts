import { genesisHash } from '../../db/chain.ts';
import type { Evidence } from '../evidence.ts';
import type { Inside } from './inside.ts';
import { codeFile, FILES, MORE_FILES } from './names.ts';

/** The page that lies in an export: what the files are, how to verify them, and the matter's story. */
export function readmeOf(inside: Inside): string {
  const { evidence, story, codes } = inside;
  const { id, kind } = evidence;
  return `# 事项证据包 ${numberOf(evidence)}

${tableOf(inside)}

同样的内容见 \`${MORE_FILES.page}\`，可用浏览器打开或打印，不联网。

## 文件

${filesOf(inside)
  .map(([name, what]) => `- \`${name}\`：${what}`)
  .join('\n')}

## 怎样核验

不需要服务器，也不需要数据库；文件夹和 .zip 都可以：

\`\`\`
npm run audit -- verify --offline <本证据包>
\`\`\`

核验用**核验者自己的代码**（其检出的版本）把历史重演一遍，重新算出每一条台账，再与历史所记的答复、台账及一览表逐条比较，
并核对证据文件的哈希、封签的签名与归入证明，指出第一处不同。证据包所带的代码默认不运行：送交者可以另换规则，也可以在其中
夹带别的程序。两者哈希不同时，核验结论会注明；历史在核验者的代码上不能重演的，写作“须用当时的代码”。届时请检出当时的版本，
或从送交者以外的来源（公告、存档、发布页）取得当时代码的 SHA-256，再运行：

\`\`\`
npm run audit -- verify --offline <本证据包> --trust-code <另行取得的 SHA-256>
\`\`\`

本证据包所带的代码，其内容的哈希与所给的相同才会运行。切勿照抄本页或 \`${FILES.matter}\` 中的哈希。

封签的公钥同样如此：证据包所带的公钥只能说明封签彼此一致。请从送交者以外的来源取得公钥文件或公钥编号，再加上
\`--trust-key <公钥文件或编号>\`：

\`\`\`
npm run audit -- verify --offline <本证据包> --trust-key <另行取得的公钥>
\`\`\`

台账的哈希也可以自行计算：\`SHA-256(前一条哈希 + 换行 + 本条 seq、type、eventVersion、at、heardAt、commandId、actor、data
的规范 JSON（RFC 8785）)\`，第一条的“前一条哈希”为 \`${genesisHash(id, kind)}\`，即
\`SHA-256({"kind":…,"matterId":…})\`。末条哈希若另有留存（通报、公文、公示），可据以判断整份台账有无改动。

## 不能证明的

${limitsOf(inside)
  .map((limit) => `- ${limit}`)
  .join('\n')}

## 办理经过

${story.length === 0 ? '（无历史可供重演）' : story.map((line) => `    ${line}`).join('\n')}

（导出时所用代码：\`${codes.own.hash}\`）
`;
}

/** The matter's number where it has one, else its id. */
export function numberOf({ id, projection }: Evidence): string {
  const number = projection?.['number'];
  return typeof number === 'string' ? number : id;
}

/** What the bundle says of itself at a glance: term and value. */
export function factsOf({ at, evidence, verdict, seals }: Inside): readonly (readonly [string, string])[] {
  const { id, kind, ledger, runId, history } = evidence;
  const { first } = verdict;
  const newest = seals.seals.at(-1);
  return [
    ['事项', `${id}（${kind}）`],
    ['导出时间', at],
    ['Temporal 运行', runId ?? '无（办结后导入的台账行）'],
    ['台账', `${ledger.length.toString()} 条，末条哈希 ${ledger.at(-1)?.hash ?? '（无）'}`],
    ['历史', `${(history?.events.length ?? 0).toString()} 个事件`],
    [
      '封签',
      newest === undefined
        ? '导出时尚无'
        : `${seals.seals.length.toString()} 份，最新为第 ${String(newest.body['n'])} 号`,
    ],
    ['导出时的核验结论', first === null ? '三份记录一致' : `不一致：第 ${first.seq.toString()} 条，${first.what}`],
  ];
}

/** Each file and what it is. */
export function filesOf({ codes, seals }: Inside): readonly (readonly [string, string])[] {
  return [
    [FILES.history, 'Temporal 的完整历史，指令、定时器、答复原样在内'],
    [FILES.ledger, '台账各条，每条带前一条与本条的 SHA-256'],
    [FILES.projection, '导出时事项一览表中的一行'],
    [MORE_FILES.evidence, '所引证据文件的清单：名称、类型、大小，哪一条引用；原件在 evidence/ 中，文件名是其 SHA-256'],
    [MORE_FILES.documents, '已制作的文书：文号、状态，以及正文、各版本和签名的哈希'],
    [
      MORE_FILES.imported,
      '由台账导入的，来源文件中的那一行；来源文件中有他人的各行，不在证据包中，这里记其 SHA-256。不是导入的为 null',
    ],
    [MORE_FILES.names, '所涉单位、岗位、人员的名称，以及办理期间由谁任职'],
    [MORE_FILES.trail, '审计日志中关于这一事项的各条（供参阅；整条链在系统中核验）'],
    [MORE_FILES.seals, '封签、签名，以及台账的哈希归入封签根的证明'],
    ...(seals.keys.size === 0 ? [] : ([['keys/', '封签的公钥，文件名是其编号']] as const)),
    [codeFile(codes.code.hash), codeWords(codes)],
    ...(codes.own.hash === codes.code.hash
      ? []
      : ([[codeFile(codes.own.hash), '导出时系统所用的办理规则代码']] as const)),
    [MORE_FILES.export, '何时导出，导出时的核验结论，历史所记的代码'],
    [FILES.matter, '事项编号、类型、运行编号、代码哈希，以及其余各文件的 SHA-256'],
  ];
}

/** What a verification of this bundle does not tell, in words. */
export function limitsOf({ evidence, carried, seals }: Inside): readonly string[] {
  const sealed = seals.sealedTo;
  const length = evidence.ledger.length;
  return [
    sealed < length
      ? `第 ${(sealed + 1).toString()} 至 ${length.toString()} 条尚未封签：若历史与台账被同样改动，从本证据包看不出来。系统每 10 分钟封签一次，之后再导出的证据包会补上。`
      : '各条均已封签。封签之后的改动可以发现；封签之前（间隔 10 分钟）历史与台账被同样改动的，看不出来。',
    '封签由持有私钥的一方作出。公钥须从送交者以外的来源取得，才能说明封签确系该方所作。',
    '涉及个人的文字另行保存，不在证据包中；台账中只有其编号（sealed:…，加盐的哈希），见 export.json。',
    '文书的正文、原件、签名图样和当事人、见证人的姓名不在证据包中，只有其哈希。持有文书原件的，可以自行计算 PDF 的 SHA-256，与 documents.json 中的 pdfHash 核对。',
    '证据文件与台账中的哈希相符，说明文件未被更换；文件内容是否属实，须另行判断。',
    ...(carried.imported === null
      ? []
      : [
          `来源文件（${carried.imported.file}）中有其他单位的各行，不在证据包中：所附的一行确在其中，须向存有原件的一方核对。`,
        ]),
  ];
}

function tableOf(inside: Inside): string {
  const rows = factsOf(inside).map(([term, value]) => `| ${term} | ${value.replaceAll('|', '\\|')} |`);
  return ['| 项目 | 内容 |', '|---|---|', ...rows].join('\n');
}

function codeWords({ build, code }: Inside['codes']): string {
  if (build === null || build === code.hash) return '作出这些决定的办理规则代码，文件名是其 SHA-256';
  return `导出时的办理规则代码，文件名是其 SHA-256；历史所记的代码 ${build} 未能取得`;
}
