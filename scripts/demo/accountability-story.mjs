import { Driver } from './hazard-story.mjs';
import { lookUntil } from './public-api.mjs';

/** @typedef {import('./public-api.mjs').PublicApi} PublicApi */
/** @typedef {import('./story.mjs').Story} Story */

const OPENED_LIMIT_MS = 10_000;
/** Under the trial policy each step of a case takes five seconds when nobody speaks. */
const STEP_LIMIT_MS = 15_000;

/** To whom each kind of subject is referred; an enterprise is punished, never held to account as officials are. */
const TO = { publicOfficial: 'inspectorate', unit: 'inspectorate', enterprise: 'enforcement' };

/**
 * The case that the highest rung opened, drafted by one person and decided by another.
 * @param {PublicApi} api
 * @param {Story} story
 * @param {string} hazardId
 */
export async function holdToAccount(api, story, hazardId) {
  const opened = await lookUntil(() => caseOf(api, hazardId), OPENED_LIMIT_MS);
  if (opened === null) {
    story.keep('accountability', false, '没有立案');
    return null;
  }
  story.say(`系统依签发的问责移送立案 ${opened.number}`, { id: opened.id });
  const driver = new Driver(api, story);
  driver.path = `/v1/accountability-cases/${opened.id}`;
  const drafted = await driver.matter();
  const items = drafted.items.map(propose);
  const report = '逾期未整改，历次督办均无回复。';
  await driver.does('anweiban', 'ProposeReferral', { items, report }, '梳理线索，逐个对象提出建议');
  const heard = await lookUntil(() => inStatus(driver, 'deciding'), STEP_LIMIT_MS);
  if (heard !== null) story.say('听取说明的期限已过，无人提交说明，记录在案');
  const decision = { decision: 'refer', reason: '事实清楚，同意移送。' };
  await driver.does('xianzhang', 'DecideReferral', decision, '审批：同意移送');
  const referred = await driver.matter();
  const found = `案件 ${String(referred.number)} 现为“${api.word(referred.status)}”，共 ${String(items.length)} 个对象，由县安委会主任决定`;
  story.keep('accountability', referred.status === 'referred', found);
  return opened.id;
}

/** @param {{ id: string, kind: keyof typeof TO }} subject */
function propose({ id, kind }) {
  return { subject: id, action: 'refer', to: TO[kind], basis: '《安全生产法》第九十条' };
}

/**
 * @param {PublicApi} api
 * @param {string} hazardId
 */
async function caseOf(api, hazardId) {
  const { items } = await api.get('anweiban', '/v1/accountability-cases?open=true');
  for (const { id, number } of items) {
    const { links } = await api.get('anweiban', `/v1/accountability-cases/${String(id)}`);
    if (links.some((/** @type {any} */ link) => link.matterId === hazardId))
      return { id: String(id), number: String(number) };
  }
  return null;
}

/**
 * @param {Driver} driver
 * @param {string} status
 */
async function inStatus(driver, status) {
  return (await driver.matter()).status === status ? true : null;
}
