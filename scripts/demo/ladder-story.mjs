import { Driver } from './hazard-story.mjs';
import { makeValid } from './papers-story.mjs';
import { lookUntil } from './public-api.mjs';

/** @typedef {import('./public-api.mjs').PublicApi} PublicApi */
/** @typedef {import('./story.mjs').Story} Story */

/** The rungs that a named person issues, in order of height. */
const ISSUED = ['supervise', 'list', 'talk', 'circulate', 'refer'];
/** Seconds of the trial policy: T, then fourteen more to the highest rung; as long again for a slow machine. */
const LADDER_LIMIT_MS = 45_000;
const LIMIT_SECONDS = 6;

/**
 * A hazard that nobody rectifies, under the trial policy: silence raises it to the highest rung.
 * @param {PublicApi} api
 * @param {Story} story
 * @returns {Promise<string>} its id
 */
export async function climbLadder(api, story) {
  story.say('—— 另一条隐患，期限以秒计，企业一直不整改 ——');
  const driver = new Driver(api, story);
  const items = [{ text: '消防水池无水' }];
  const { id } = await driver.report('chengguan-jb', { description: '消防水池无水。', items, policy: 'trial' });
  await driver.intake(LIMIT_SECONDS);
  await driver.does('qiye01-fzr', 'Accept', {}, '签收');
  await makeValid(driver, 'rectifyOrder');
  if (story.breaks('ladder')) await driver.rectify();
  else await lookUntil(() => issueNext(driver, story), LADDER_LIMIT_MS);
  const matter = await driver.matter();
  const rungs = await rungsOf(driver);
  const expected = story.breaks('accountability') ? ISSUED.slice(0, -1) : ISSUED;
  const issued = rungs.filter((rung) => expected.includes(rung));
  const held = issued.join() === expected.join() && matter.level === (story.breaks('accountability') ? 6 : 7);
  const climbed = rungs.map((rung) => driver.api.word(rung)).join(' → ');
  story.keep('ladder', held, `${String(matter.number)} 督办级别 ${String(matter.level)}：${climbed}`);
  return id;
}

/**
 * Issues what waits for a named person; true when the highest rung is done, or is reached and nobody may issue it.
 * @param {Driver} driver
 * @param {Story} story
 * @returns {Promise<true | null>}
 */
async function issueNext(driver, story) {
  const matter = await driver.matter();
  /** @type {{ rung: string, clock: string, confirmer: string }[]} */
  const proposals = matter.proposals;
  for (const { rung, clock, confirmer } of proposals) {
    if (clock !== 'T') continue;
    if (rung === 'refer' && story.breaks('accountability')) return true;
    const who = driver.api.usernameOf(confirmer);
    const word = driver.api.word(rung);
    await driver.does(who, 'DecideRung', { rung, clock, decision: 'issue' }, `签发${word}`);
    if (rung === 'refer') return true;
  }
  return null;
}

/**
 * The rungs that were done, in order, as the ledger has them.
 * @param {Driver} driver
 * @returns {Promise<string[]>}
 */
async function rungsOf(driver) {
  const { items } = await driver.api.get('anweiban', `${driver.path}/events`);
  return items
    .filter((/** @type {any} */ event) => event.type === 'RungIssued' || event.type === 'RungFired')
    .filter((/** @type {any} */ event) => event.data.act !== 'propose')
    .map((/** @type {any} */ event) => String(event.data.rung));
}
