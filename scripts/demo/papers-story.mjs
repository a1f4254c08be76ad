import { createHash } from 'node:crypto';
import { lookUntil } from './public-api.mjs';
import { SIGNATURE } from './signature.mjs';

/** @typedef {import('./hazard-story.mjs').Driver} Driver */
/** @typedef {import('./public-api.mjs').PublicApi} PublicApi */
/** @typedef {import('./story.mjs').Story} Story */
/** @typedef {{ id: string, document: string, title: string, number: string | null, mode: string, state: string, stateLabel: string, edition: number }} Paper */

/** Chromium is started by the first document; afterwards each takes a moment. */
const DRAWN_LIMIT_MS = 60_000;
const OFFICERS = ['yingji-jb', 'yingji-jb2'];
const PLACE = { lat: 24.512, lon: 117.655 };
/** Nothing more is to happen to the making of such a document. */
const ENDED = ['drawn', 'issued', 'served', 'lapsed'];
const VALID = ['issued', 'served'];

/**
 * Makes a paper valid as an office does: both officers sign it, the enterprise signs on their pad, the deputy head issues
 * it, an officer serves it. The loop has heard all of it when this returns.
 * @param {Driver} driver
 * @param {string} document
 * @returns {Promise<any>} the paper as it stands then; null when there is none
 */
export async function makeValid(driver, document) {
  const { api, story } = driver;
  const drawn = await lookUntil(() => paperOf(driver, document, ENDED), DRAWN_LIMIT_MS);
  if (drawn === null) return null;
  const { id, title, number, hash } = drawn;
  story.say(`系统制作《${title}》${number ?? ''}`, { id, hash: hash.slice(0, 19) });
  for (const officer of OFFICERS)
    await act(api, officer, `${id}/signatures`, { role: 'officer', hash, image: SIGNATURE, place: PLACE });
  await act(api, 'yingji-jb', `${id}/signatures`, { role: 'party', hash, image: SIGNATURE, name: '企业负责人' });
  await act(api, 'yingji-fg', `${id}/issues`, { hash });
  story.say(`两名执法人员、被检查单位签名，yingji-fg 签发《${title}》`);
  await lookUntil(() => heard(driver, document, 'issued'), DRAWN_LIMIT_MS);
  const evidence = [await driver.picture('yingji-jb')];
  await act(api, 'yingji-jb', `${id}/services`, { way: 'direct', date: driver.today, evidence });
  story.say(`yingji-jb 直接送达《${title}》，期限自送达起算`);
  await lookUntil(() => heard(driver, document, 'served'), DRAWN_LIMIT_MS);
  return api.get('anweiban', `/v1/documents/${id}`);
}

/**
 * Every paper of these matters exists as PDF and Word, and what its code leads to says the same hash as the file itself.
 * @param {PublicApi} api
 * @param {Story} story
 * @param {readonly string[]} paths the matters, such as `/v1/hazards/…`
 * @param {boolean} wasHeldBack whether closeout waited for the review opinion
 */
export async function checkPapers(api, story, paths, wasHeldBack) {
  const papers = await lookUntil(() => allDrawn(api, paths), DRAWN_LIMIT_MS);
  if (papers === null) {
    story.keep('papers', false, '还有文书没有制作完成');
    return;
  }
  /** @type {string[]} */
  const wrong = [];
  for (const { id, document, title, state } of papers) {
    const { code, editions } = await api.get('anweiban', `/v1/documents/${id}`);
    const pdf = await api.file('anweiban', `/v1/documents/${id}/file?format=pdf`);
    const { body } = await api.public(`/v1/public/documents/${String(code)}`);
    const hash = `sha256:${createHash('sha256').update(pdf).digest('hex')}`;
    // What was not issued has no page.
    const isTold = !VALID.includes(state) || JSON.stringify(body).includes(hash);
    const isSame = editions.at(-1).pdf === hash && isTold;
    const word = document === 'caseFile' ? null : await api.file('anweiban', `/v1/documents/${id}/file?format=docx`);
    if (!isSame || (word !== null && !word.subarray(0, 2).equals(Buffer.from('PK')))) wrong.push(title);
  }
  for (const { title, number, stateLabel } of papers) story.say(`　文书《${title}》${number ?? ''} ${stateLabel}`);
  const isWhole = [
    'rectifyOrder',
    'recheckOpinion',
    'closeoutApproval',
    'caseFile',
    'referLetter',
    'clueTransferLetter',
  ].every((name) => papers.some(({ document }) => document === name));
  const found = `${papers.length.toString()} 份，${wrong.length === 0 ? '公开验证页与文件哈希逐份相符' : `不符：${wrong.join('、')}`}`;
  story.keep('papers', isWhole && wasHeldBack && wrong.length === 0, found);
}

/**
 * @param {PublicApi} api
 * @param {readonly string[]} paths
 * @returns {Promise<Paper[] | null>} null while one is still being made
 */
async function allDrawn(api, paths) {
  /** @type {Paper[]} */
  const all = [];
  for (const path of paths) all.push(...(await api.get('anweiban', `${path}/documents`)).items);
  const papers = all.filter(({ mode }) => mode !== 'draft');
  return papers.every(({ state }) => ENDED.includes(state)) ? papers.filter(({ edition }) => edition > 0) : null;
}

/**
 * @param {Driver} driver
 * @param {string} document
 * @param {readonly string[]} states
 * @returns {Promise<Paper & { hash: string } | null>}
 */
async function paperOf(driver, document, states) {
  /** @type {{ items: Paper[] }} */
  const { items } = await driver.api.get('anweiban', `${driver.path}/documents`);
  const found = items.findLast((one) => one.document === document && states.includes(one.state));
  if (found === undefined) return null;
  const { editions } = await driver.api.get('anweiban', `/v1/documents/${found.id}`);
  return editions.length === 0 ? null : { ...found, hash: String(editions.at(-1).pdf) };
}

/**
 * @param {Driver} driver
 * @param {string} document
 * @param {'issued' | 'served'} how
 */
async function heard(driver, document, how) {
  const { papers } = await driver.matter();
  const states = how === 'issued' ? ['issued', 'served'] : ['served'];
  const paper = papers.findLast((/** @type {any} */ one) => one.document === document);
  return states.includes(paper?.state) ? true : null;
}

/**
 * @param {PublicApi} api
 * @param {string} username
 * @param {string} path
 * @param {unknown} body
 */
async function act(api, username, path, body) {
  const answer = await api.post(username, `/v1/documents/${path}`, body);
  if (answer.status >= 300) throw new Error(`${path}：${answer.status.toString()} ${JSON.stringify(answer.body)}`);
  return answer.body;
}
