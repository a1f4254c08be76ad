import { createHash } from 'node:crypto';
import { dayOf, type Instant } from '../../workflows/kernel/instant.ts';
import type { ToldDocument } from './told.ts';

/** Reads on the narrowest phone, in the dark as well, without a font of its own. */
const STYLE = `:root{color-scheme:light dark}*{box-sizing:border-box}
body{margin:0 auto;max-width:40rem;padding:1rem;font:16px/1.6 system-ui,sans-serif;overflow-wrap:anywhere}
h1{font-size:1.4rem;margin:0 0 .5rem}h2{font-size:1.1rem;margin:1.5rem 0 .5rem}
.state{display:inline-block;padding:.2rem .8rem;border-radius:.3rem;border:2px solid currentColor;font-weight:700}
.valid{color:light-dark(#12633a,#7ddba6)}.replaced,.superseded{color:light-dark(#8a5300,#ffc46b)}.lapsed,.wrong{color:light-dark(#a31621,#ff9b9b)}
dl{margin:1rem 0}dt{color:GrayText;font-size:.9rem}dd{margin:0 0 .6rem}code{font-size:.8rem}input{max-width:100%;font:inherit}
#found{min-height:1.6em;font-weight:700}`;

/** Hashes the chosen file where it is: nothing is sent, and the policy of the page would let nothing out. */
const SCRIPT = `const known=JSON.parse(document.getElementById('known').textContent);
const found=document.getElementById('found');
const say=(text,kind)=>{found.textContent=text;found.className=kind;};
document.getElementById('file').addEventListener('change',async(event)=>{
const file=event.target.files[0];if(!file)return;
if(!globalThis.crypto||!crypto.subtle){say('浏览器只在加密连接（https）下才能计算，请换用 https 地址。','wrong');return;}
say('正在计算…','');
try{const digest=await crypto.subtle.digest('SHA-256',await file.arrayBuffer());
const hash='sha256:'+[...new Uint8Array(digest)].map((byte)=>byte.toString(16).padStart(2,'0')).join('');
const match=known.find((one)=>one.hash===hash);
if(!match)say('不一致：所选文件不是本文书的任何一版，或者已被改动。','wrong');
else if(match.current)say('一致：所选文件就是本文书的现行版本。','valid');
else say('所选文件是本文书第 '+match.edition+' 版，已被后来的版本取代。','superseded');
}catch{say('文件无法读取，请重新选择。','wrong');}
});`;

/** The page holds its own style and script, known by their hashes; it asks nothing of anybody, and sends nothing. */
export const PAGE_POLICY =
  `default-src 'none'; script-src '${hashOf(SCRIPT)}'; style-src '${hashOf(STYLE)}'; ` +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const STATES: Readonly<Record<ToldDocument['state'], string>> = {
  valid: '已签发，有效',
  replaced: '曾经签发，已由新的整改文书替代',
  superseded: '已由新版替代',
  lapsed: '已作废',
};

/** Of an order to a unit that is not responsible any more. */
const REPLACED = '<p>整改责任单位已经变更，原责任单位不再按本文书办理；以后发的文书为准。</p>';

/** What people call who seals; a county's own provider goes by its name. */
const PROVIDERS: Readonly<Record<string, string>> = { local: '本系统密钥' };

/** The page that the code on a paper leads to. */
export function documentPage(told: ToldDocument): string {
  const { title, number, state, files, code } = told;
  if (state === 'superseded' || state === 'lapsed') return invalidPage(told);
  const known = files.flatMap(({ edition, current, pdf, docx }) =>
    [pdf, docx].flatMap((hash) => (hash === null ? [] : [{ hash, edition, current }])),
  );
  return page(
    `${title} 核验`,
    `<h1>${text(title)}</h1><p class="state ${state}">${STATES[state]}</p>${state === 'replaced' ? REPLACED : ''}
<dl>${facts(told)
      .map(([name, value]) => `<dt>${name}</dt><dd>${text(value)}</dd>`)
      .join('')}</dl>
<p>请核对手中文书的标题、文号与以上是否一致${number === null ? '（本文书不编文号）' : ''}。</p>
<h2><label for="file">核对电子文件</label></h2>
<p>选择收到的 PDF 或 Word 文件，在本机计算并比对。文件不会离开您的设备。</p>
<input id="file" type="file" accept=".pdf,.docx"><p id="found" role="status"></p>
<h2>校验值</h2><dl><dt>核验码</dt><dd><code>${code}</code></dd>${hashes(told)}</dl>${sealPart(told)}
<script type="application/json" id="known">${scriptJson(known)}</script><script>${SCRIPT}</script>`,
  );
}

function invalidPage({ title, state }: ToldDocument): string {
  const advice =
    state === 'superseded'
      ? '手中的是较早的一版，不具有效力。请向制发机关索取新版，以新版为准。'
      : '手中的文书没有生效，请不要据此办理；有疑问的，请与制发机关联系核实。';
  return page(`${title} 核验`, `<h1>${text(title)}</h1><p class="state ${state}">${STATES[state]}</p><p>${advice}</p>`);
}

/** What whoever comes with a wrong code is told. */
export function noDocumentPage(): string {
  return page(
    '没有这份文书',
    `<h1>没有这份文书</h1><p class="state wrong">核验不通过</p>
<p>核验码有误，或者文书尚未签发。请重新扫描文书上的二维码；仍查不到的，请与文书上所列的机关联系核实，不要据此办理。</p>`,
  );
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">
<title>${text(title)}</title><style>${STYLE}</style></head><body><main>${body}</main></body></html>`;
}

function facts({ number, unit, issuerPost, issuedAt, servedAt }: ToldDocument): readonly (readonly [string, string])[] {
  const all: readonly (readonly [string, string | null])[] = [
    ['文号', number],
    ['制发单位', unit],
    ['签发', issuerPost],
    ['签发日期', issuedAt === null ? null : dateOf(issuedAt)],
    ['送达登记日期', servedAt === null ? null : dateOf(servedAt)],
  ];
  return all.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
}

function hashes({ files }: ToldDocument): string {
  return files
    .flatMap(({ edition, current, pdf, docx }) => {
      const name = `第 ${edition.toString()} 版${current ? '（现行）' : '（已被取代）'}`;
      const word = docx === null ? [] : [`<dt>${name} Word</dt><dd><code>${docx}</code></dd>`];
      return [`<dt>${name} PDF</dt><dd><code>${pdf}</code></dd>`, ...word];
    })
    .join('');
}

function sealPart({ seal }: ToldDocument): string {
  if (seal === null) return '';
  return `<h2>电子签章</h2><p class="${seal.holds ? 'valid' : 'wrong'}">${seal.holds ? '签章与文件校验值相符' : '签章与文件校验值不符'}</p>
<dl><dt>签章人</dt><dd>${text(PROVIDERS[seal.provider] ?? seal.provider)}</dd><dt>签章时间</dt><dd>${timeOf(seal.at)}</dd><dt>所签校验值</dt><dd><code>${text(seal.hash)}</code></dd>
<dt>公钥指纹（SHA-256）</dt><dd><code>${text(grouped(seal.fingerprint ?? '不是公钥'))}</code></dd>
<dt>公钥编号</dt><dd><code>${text(seal.key)}</code></dd><dt>公钥</dt><dd><code>${text(seal.publicKey)}</code></dd>
<dt>签名值</dt><dd><code>${text(seal.signature)}</code></dd></dl>`;
}

/** In fours, as people compare them aloud. */
function grouped(fingerprint: string): string {
  return fingerprint.replace(/[0-9a-f]{4}(?=[0-9a-f])/g, '$& ');
}

/** To the minute; instants are in Beijing time. */
function timeOf(at: Instant): string {
  return `${dateOf(at)}${Number(at.slice(11, 13)).toString()}时${at.slice(14, 16)}分`;
}

function dateOf(at: Instant): string {
  return dayOf(at).replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function text(value: string): string {
  return value.replaceAll(/[&<>"']/g, (letter) => ENTITIES[letter] ?? '');
}

/** Within a script nothing may end it. */
function scriptJson(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}

function hashOf(source: string): string {
  return `sha256-${createHash('sha256').update(source).digest('base64')}`;
}
