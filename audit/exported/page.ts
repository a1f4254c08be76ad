import type { Inside } from './inside.ts';
import { factsOf, filesOf, limitsOf, numberOf } from './readme.ts';

/** Nothing is loaded and nothing runs, whatever stands in the texts. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

const STYLE = `
body { font: 16px/1.7 "Noto Serif CJK SC", "Source Han Serif SC", SimSun, serif; max-width: 46em; margin: 2em auto; padding: 0 1em; color: #111; }
h1 { font-size: 1.6em; } h2 { font-size: 1.2em; margin-top: 2em; border-bottom: 1px solid #999; }
table { border-collapse: collapse; width: 100%; } th, td { border: 1px solid #999; padding: .3em .6em; text-align: left; vertical-align: top; }
th { width: 9em; font-weight: normal; background: #f3f3f3; } td, code, pre { overflow-wrap: anywhere; }
code, pre { font-family: "Noto Sans Mono CJK SC", Consolas, monospace; font-size: .85em; }
pre { white-space: pre-wrap; background: #f6f6f6; padding: .8em; } .bad { color: #a00; font-weight: bold; }
@media print { body { margin: 0; max-width: none; font-size: 11pt; } h2 { break-after: avoid; } tr, li { break-inside: avoid; } }`;

/** The page that explains a bundle to whoever opens it: no script, no address outside, fit for printing. */
export function pageOf(inside: Inside): string {
  const { evidence, verdict, story, carried, names } = inside;
  const title = `事项证据包 ${numberOf(evidence)}`;
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width">
<title>${text(title)}</title>
<style>${STYLE}
</style>
</head>
<body>
<h1>${text(title)}</h1>
<p>这是一件事项的全部证据：历史（流程引擎逐步所记）、台账（每条带哈希，首尾相接）、一览表中的一行，连同所引文件、封签和当时的规则代码。
任何人都可以在自己的机器上核验，不需要服务器、数据库和网络，也不需要相信送交者。</p>
${table(factsOf(inside))}
${verdict.first === null ? '' : '<p class="bad">导出时即不一致，见上表。</p>'}
<h2>办理经过</h2>
${story.length === 0 ? '<p>（无历史可供重演：办结后导入的台账行，以来源文件为证。）</p>' : `<pre>${story.map(text).join('\n')}</pre>`}
<h2>所引文件</h2>
${carried.files.length === 0 ? '<p>没有引用文件。</p>' : table(carried.files.map(fileRow))}
<h2>所涉岗位与任职</h2>
${names === null ? '<p>（无）</p>' : table(names.posts.map((post) => postRow(names, post)))}
<h2>证据包中的文件</h2>
${table(filesOf(inside))}
<h2>怎样核验</h2>
<p>取得本系统的公开源代码（须从送交者以外的来源），安装 Node，在其文件夹中运行：</p>
<pre>npm run audit -- verify --offline &lt;本证据包：文件夹或 .zip&gt;</pre>
<p>另行取得公钥或代码哈希的，加上 <code>--trust-key &lt;公钥文件或编号&gt;</code>、<code>--trust-code &lt;SHA-256&gt;</code>。
任何一个文件改动任何一个字节，多出或缺少一个文件，核验都不通过，并指出第一处。详见 README.md。</p>
<h2>不能证明的</h2>
<ul>
${limitsOf(inside)
  .map((limit) => `<li>${text(limit)}</li>`)
  .join('\n')}
</ul>
</body>
</html>
`;
}

function fileRow(file: Inside['carried']['files'][number]): readonly [string, string] {
  const { id, kept, why, name, type, size, ledger, documents } = file;
  const by = [...ledger.map((seq) => `第 ${seq.toString()} 条`), ...documents.map((key) => `文书 ${key}`)].join('、');
  const what = kept ? `${type ?? ''}，${(size ?? 0).toString()} 字节` : (why ?? '导出时即未保存');
  return [name ?? '（未命名）', `${what}；${by}引用；${id}`];
}

function postRow(names: NonNullable<Inside['names']>, post: NonNullable<Inside['names']>['posts'][number]) {
  const unit = names.units.find(({ id }) => id === post.unit)?.name ?? post.unit;
  const who = post.held.map(({ person, from, to }) => {
    const name = names.people.find(({ id }) => id === person)?.name ?? person;
    return `${name}（${from} 起${to === null ? '' : `，至 ${to}`}）`;
  });
  return [`${unit} ${post.title}`, who.length === 0 ? '办理期间无人任职' : who.join('；')] as const;
}

function table(rows: readonly (readonly [string, string])[]): string {
  const lines = rows.map(([term, value]) => `<tr><th>${text(term)}</th><td>${text(value)}</td></tr>`);
  return `<table>\n${lines.join('\n')}\n</table>`;
}

/** A text as HTML shows it, whatever it holds. */
function text(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
