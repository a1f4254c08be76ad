import { PDFDocument } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { toldDocument } from '../../../api/documents/told.ts';
import { bindCaseFile } from '../../../activities/documents/case-file/bind.ts';
import type { Fields } from '../../../activities/documents/definition.ts';
import {
  checkTemplate,
  closeBrowser,
  fieldSpecs,
  fillTemplate,
  printPdf,
} from '../../../activities/documents/engine/index.ts';
import { lateFields } from '../../../activities/documents/late-fields.ts';
import { shippedTemplate } from '../../../activities/documents/layout/pack.ts';
import { sourceOf } from '../../../activities/documents/source.ts';
import { contentId } from '../../../db/chain.ts';
import { connect, type Db } from '../../../db/client.ts';
import { keepEvidence } from '../../../db/evidence.ts';
import { documentsOfMatter } from '../../../db/documents/document.ts';
import { PAPER_WORDS } from '../../../workflows/kernel/paper-words.ts';
import { DOCUMENTS, PAPER_RULES, type DocumentName } from '../../../workflows/kernel/papers.ts';
import { driven } from '../../support/hazard-bodies.ts';
import { person, time, type Story } from '../../support/hazard-story.ts';
import { climbed, desk, listedAndClosed, sentOn, stayed } from '../../support/ladder-stories.ts';
import { textOf, wordsOf } from '../../support/pdf-text.ts';
import { freshDatabase } from '../../support/system.ts';
import { CASE, keepCase, SAID } from './clue-story.ts';
import { definitionOf, draw, drawAll, HAZARD, lastPdf, prepare } from './drawn-story.ts';
import { mandatory } from './mandatory.ts';

interface Row {
  readonly document: DocumentName;
  readonly of: string;
  readonly story: () => Story;
  /** What the story itself makes certain: the field and what must stand there. */
  readonly says: Readonly<Record<string, string>>;
}

const CLIMBED = { caseNumber: 'YH-2026-000001', originalDue: '2026年3月18日', rectifier: '宏泰化工有限公司' };

const ROWS: readonly Row[] = [
  {
    document: 'warnNotice',
    of: 'a hazard before its end',
    story: climbed,
    says: { ...CLIMBED, overdue: '期限尚未届满' },
  },
  {
    document: 'urgeNotice',
    of: 'a desk that did not verify',
    story: desk,
    says: { duty: '核实', deadline: '2026年3月5日' },
  },
  {
    document: 'superviseLetter',
    of: 'a hazard five days late',
    story: climbed,
    says: {
      ...CLIMBED,
      overdue: '已逾期5日',
      replyBy: '2026年4月2日前',
      addressees: '宏泰化工有限公司、云岭县应急管理局',
    },
  },
  { document: 'superviseLetter', of: 'a desk', story: desk, says: { duty: '核实', addressees: '云岭县应急管理局' } },
  {
    document: 'listLetter',
    of: 'a major hazard',
    story: listedAndClosed,
    says: { severity: '重大', runningDue: '2026年5月2日' },
  },
  {
    document: 'focusLetter',
    of: 'a general hazard fifteen days late',
    story: climbed,
    says: { ...CLIMBED, rung: '重点督办', number: '重督〔2026〕1号' },
  },
  {
    document: 'listingNotice',
    of: 'the same',
    story: listedAndClosed,
    says: { level: '县级', publishBy: '2026年3月12日前' },
  },
  {
    document: 'delistingNotice',
    of: 'the same',
    story: listedAndClosed,
    says: { listedOn: '2026年3月5日', reason: '销号' },
  },
  { document: 'talkLetter', of: 'a hazard 22 days late', story: climbed, says: { ...CLIMBED, overdue: '已逾期22日' } },
  {
    document: 'talkMinutes',
    of: 'the undertaking after it',
    story: climbed,
    says: {
      unit: '云岭县人民政府',
      undertaking: '4月20日前完成全部整改，由安全管理员每日报告进度。',
      talked: '宏泰化工有限公司',
    },
  },
  {
    document: 'circulateLetter',
    of: 'a hazard that stayed late',
    story: climbed,
    says: { ...CLIMBED, overdue: '已逾期27日' },
  },
  {
    document: 'referLetter',
    of: 'a hazard 32 days late',
    story: climbed,
    says: { ...CLIMBED, receiver: '县委县政府督查室', overdue: '已逾期32日' },
  },
  {
    document: 'transferLetter',
    of: 'a report',
    story: () => sentOn('zj'),
    says: { silence: '逾期未提出异议的，视为接受。' },
  },
  {
    document: 'transferLetter',
    of: 'a report for an outside body',
    story: () => sentOn('out'),
    says: { receiver: '邻县望川县应急管理局' },
  },
  {
    document: 'stayDecision',
    of: 'a stay that is confirmed',
    story: stayed,
    says: { decision: '继续中止计算整改期限', from: '2026年3月10日', until: '2026年5月1日' },
  },
  {
    document: 'caseFile',
    of: 'a closed hazard',
    story: listedAndClosed,
    says: { result: '经1轮整改、1次复查，复查合格，批准销号' },
  },
];

/** Points: where the last column of 卷内目录 begins, and above which height the list stands. */
const PAGE_COLUMN = 480;
const FOOT = 110;

/** Words by which a paper would find somebody guilty; the software finds nobody so. */
const GUILT = /失职|渎职|玩忽|违法违纪|严重不负责|应予追究|责任人员存在/;

describe('a letter of the ladder', () => {
  let db: Db;
  beforeEach(async () => {
    db = connect(await freshDatabase());
    await prepare(db);
    return () => db.end();
  });
  afterAll(closeBrowser);

  it.each(ROWS)('$document of $of says on paper all that it must', async ({ document, story, says }) => {
    const definition = definitionOf(document);
    const only = document === 'caseFile' ? undefined : [document];
    const paper = (await drawAll(db, story(), only)).findLast((one) => one.document === document);
    expect(paper?.failure ?? null).toBeNull();
    const text = await textOf(await lastPdf(db, paper?.id ?? ''));
    mandatory({ definition, fields: paper?.content?.fields as Fields, text, says });
    expect(text).not.toMatch(GUILT);
  });

  it('clueTransferLetter carries the dossier index, what speaks for a subject before what does not', async () => {
    const definition = definitionOf('clueTransferLetter');
    const source = await sourceOf(db, CASE, await keepCase(db));
    const fields = definition.fields({ ...source, number: '县政府线索〔2026〕1号' });
    const late = lateFields({ code: 'c'.repeat(64), url: 'https://bihuan.example/c', issued: null, party: 'pending' });
    const { docx } = await shippedTemplate(definition);
    const { pdf } = await printPdf(await fillTemplate(docx, { ...fields, ...late }, {}));
    const text = await textOf(pdf);
    mandatory({ definition, fields, text, says: { report: SAID.report, reason: SAID.reason, exculpatingCount: '9' } });
    for (const words of [SAID.statement, SAID.note, '督促照片.jpg', '未提交说明']) expect(text).toContain(words);
    expect(text.indexOf('尽职免责材料（9件）')).toBeLessThan(text.indexOf('其他材料（27件）'));
    expect(text).not.toMatch(/[{}]/);
  });

  it('clueTransferLetter has every notice as a fact, read or not, and never among what excuses', async () => {
    const source = await sourceOf(db, CASE, await keepCase(db));
    const told = { why: 'untold', seq: 12, post: 'ent-jb', at: time('2026-03-19 09:00'), readAt: null } as const;
    const dossier = source.dossier;
    const waits = { ...told, notice: 'DocumentWaits' };
    const fields = definitionOf('clueTransferLetter').fields({
      ...source,
      dossier: dossier === null ? null : { ...dossier, for: [...dossier.for, waits] },
    });
    const texts = (list: string) => (fields[list] as readonly { readonly text: string }[]).map(({ text }) => text);
    expect(texts('sent')).toEqual([
      '通知：有隐患待您办理。2026年3月2日9时30分阅读。',
      '通知：督办。至卷宗封存时没有阅读记录。',
      '通知：文书待签发。至卷宗封存时没有阅读记录。',
    ]);
    expect(texts('exculpating').filter((text) => !text.startsWith('已办理'))).toEqual([]);
    expect(texts('other').filter((text) => text.includes('通知：'))).toEqual([]);
  });

  it('clueTransferLetter of one body names its own subjects alone', async () => {
    const { fields } = definitionOf('clueTransferLetter');
    const source = await sourceOf(db, CASE, await keepCase(db));
    const of = (key: string | null) => JSON.stringify(fields({ ...source, number: '1号', key }));
    const [whole, discipline, enforcement] = [of(null), of('draw:6:discipline'), of('draw:6:enforcement')];
    for (const words of [SAID.statement, SAID.note, '第十八条', '纪检监察机关'])
      expect([words, ...[whole, discipline, enforcement].map((text) => text.includes(words))]).toEqual([words, true, true, false]); // prettier-ignore
    for (const words of ['未提交说明', '第一百零二条', '行政执法部门'])
      expect([words, ...[whole, discipline, enforcement].map((text) => text.includes(words))]).toEqual([words, true, false, true]); // prettier-ignore
  });

  it('is a draft until it is issued: the same template, no number, nobody’s name, the reply counted from the issue', async () => {
    const told = climbed();
    await drawAll(db, told, []);
    const fired = told
      .events()
      .find(({ type, data }) => type === 'RungFired' && (data as { rung: string }).rung === 'supervise');
    const definition = definitionOf('superviseLetter');
    const fields = definition.fields(await sourceOf(db, HAZARD, fired?.seq ?? 0));
    expect(fields).toMatchObject({
      number: '【草稿】尚未签发，未编号',
      signer: '（待签发）',
      unit: '云岭县安全生产委员会办公室',
      replyBy: '签发之日起7个工作日内',
      madeOn: expect.not.stringMatching(/\d/) as string,
    });
  });

  it('is read as a draft before it is issued: without number, code or word to the loop, of a listing by its grade', async () => {
    const told = driven('rectifying');
    told.pass('2026-04-02 09:00');
    const drafts = await drawAll(db, told, ['superviseDraft', 'listDraft']);
    expect(drafts.map(({ state, number }) => [state, number])).toEqual([
      ['drawn', null],
      ['drawn', null],
    ]);
    const texts = await Promise.all(drafts.map(async ({ id }) => textOf(await lastPdf(db, id))));
    for (const [i, title] of ['督办函', '重点督办通知书'].entries()) {
      expect(texts[i]).toContain('【草稿】尚未签发');
      expect(texts[i]).toContain('草稿不能核验');
      expect(texts[i]).toContain(title);
    }
    for (const { contentHash } of drafts) expect(await toldDocument(db, contentHash ?? '')).toBeNull();
    expect(await db.sql`select 1 from jobs where payload ->> 'event' like 'Document%'`).toEqual([]);
  });

  it('comes with templates whose tags are all known and whose mandatory fields all stand in them', async () => {
    for (const name of [...new Set(ROWS.map(({ document }) => document)), 'clueTransferLetter'] as const) {
      const definition = definitionOf(name);
      const { docx } = await shippedTemplate(definition);
      expect(await checkTemplate(docx, fieldSpecs(definition)), name).toMatchObject({ faults: [] });
      expect(definition.word === null, name).toBe(!PAPER_RULES[name].numbered);
    }
  });
});

describe('a case file', () => {
  let db: Db;
  beforeEach(async () => {
    db = connect(await freshDatabase());
    await prepare(db);
    return () => db.end();
  });
  afterAll(closeBrowser);

  it('says of every paper on which leaf it begins, and each is there', async () => {
    const papers = await drawAll(
      db,
      listedAndClosed(),
      DOCUMENTS.filter((name) => name !== 'caseFile'),
    );
    // One that could not be made is named, and not there.
    const [broken, ...valid] = papers;
    await db.sql`update documents set state = 'failed' where id = ${broken?.id ?? ''}`;
    const file = (await documentsOfMatter(db, HAZARD)).find(({ document }) => document === 'caseFile')?.id ?? '';
    await draw(db, file);
    const words = await wordsOf(await lastPdf(db, file));
    const pages = new Map<number, string>();
    for (const { page, text } of words) pages.set(page, (pages.get(page) ?? '') + text.replace(/\s/g, ''));
    const listed = words.filter(
      ({ page, text, x, y }) => page === 2 && x > PAGE_COLUMN && y > FOOT && /^\d+$/.test(text),
    );
    const said = listed.sort((a, b) => b.y - a.y).map(({ text }) => Number(text));
    // Behind cover and list: each paper begins on the first page after the last one's that shows its number or title.
    const marks = valid.map(({ document, number }) => number ?? PAPER_WORDS[document]);
    let last = 2;
    const real = [...marks, '办理过程', '备考表'].map((mark) => {
      last = [...pages].find(([page, text]) => page > last && text.includes(mark))?.[0] ?? Number.NaN;
      return last;
    });
    expect(marks.length).toBeGreaterThan(3);
    expect(said).toEqual(real);
    expect(pages.get(1)).toContain(`共${pages.size.toString()}页`);
    expect(pages.get(pages.size)).toContain(
      `未装订的文书：${broken === undefined ? '' : PAPER_WORDS[broken.document]}（未能制作）。`,
    );
  });

  it('binds sixty papers and twenty pictures, each on the leaf that its list says', async () => {
    const bound = await sixtyPapers(db);
    const evidence = await Promise.all(Array.from({ length: 20 }, (_, i) => pictureRow(db, i + 1)));
    const definition = definitionOf('caseFile');
    await drawAll(db, listedAndClosed(), []);
    const seq =
      listedAndClosed()
        .events()
        .find(({ type }) => type === 'CloseoutApproved')?.seq ?? 0;
    const late = lateFields({ code: 'c'.repeat(64), url: 'https://bihuan.example/c', issued: null, party: 'pending' });
    const fields = {
      ...definition.fields({ ...(await sourceOf(db, HAZARD, seq)), number: '安委办卷〔2026〕1号' }),
      ...late,
    };
    const { docx: template } = await shippedTemplate(definition);
    const { pdf, pages } = await bindCaseFile(db, {
      template,
      fields: { ...fields, evidence, left: '无' },
      images: {},
      bound,
    });
    const words = await wordsOf(pdf);
    const list = words.filter(({ page }) => page > 1 && page < 6).map(({ text }) => text.replace(/\s/g, ''));
    for (const n of [1, 30, 60]) {
      const leaf = words.find(({ page, text }) => page > 1 && text === `PAPER ${n.toString()}.`)?.page ?? 0;
      expect(list).toContain(leaf.toString());
      expect(list).toContain(`卷测〔2026〕${n.toString()}号`);
    }
    expect((await textOf(pdf)).match(/证据\d+：现场照片\d+\.jpg/g)).toHaveLength(20);
    expect(pdf.toString('latin1').match(/\/Subtype\s*\/Image\b/g)?.length ?? 0).toBeGreaterThanOrEqual(20);
    expect(Math.max(...words.map(({ page }) => page))).toBe(pages);
  });
});

/** Papers of one page each, as they would lie there once printed. */
async function sixtyPapers(db: Db): Promise<string[]> {
  const hashes: string[] = [];
  for (let n = 1; n <= 60; n += 1) {
    const pdf = await PDFDocument.create();
    pdf.addPage([595, 842]).drawText(`PAPER ${n.toString()}.`, { x: 100, y: 400 });
    const content = Buffer.from(await pdf.save());
    const hash = contentId(content);
    const id = `doc-${n.toString().padStart(16, '0')}`;
    const at = time('2026-03-10 15:00');
    await db.sql`insert into document_files (hash, type, size, content)
      values (${hash}, 'application/pdf', ${content.length}, ${content})`;
    await db.sql`insert into documents (matter_id, key, document, data, at, id, unit, number, state, edition)
      values ('haz-sixty', ${`draw:${n.toString()}`}, 'urgeNotice', '{}', ${at}, ${id}, 'awb', ${`卷测〔2026〕${n.toString()}号`}, 'issued', 1)`;
    await db.sql`insert into document_editions (document, edition, reason, pdf_hash, pages, template, at, by)
      values (${id}, 1, 'drawn', ${hash}, 1, 'shipped:0', ${at}, 'system')`;
    hashes.push(hash);
  }
  return hashes;
}

async function pictureRow(db: Db, n: number): Promise<Fields> {
  const background = { r: n * 10, g: 120, b: 200 };
  const content = await sharp({ create: { width: 2_000, height: 1_500, channels: 3, background } })
    .jpeg()
    .toBuffer();
  const name = `现场照片${n.toString()}.jpg`;
  const about = { type: 'image/jpeg', name, uploader: person('p-yj-jb'), at: time('2026-03-02 09:00') };
  const { id } = await keepEvidence(db, content, about);
  return { n: n.toString(), name, type: '照片', at: '2026年3月2日9时00分', hash: id.replace('sha256:', '') };
}
