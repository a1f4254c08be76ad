import { Driver } from './hazard-story.mjs';
import { makeValid } from './papers-story.mjs';

/** @typedef {import('./public-api.mjs').PublicApi} PublicApi */
/** @typedef {import('./story.mjs').Story} Story */

/** Two certified officers of the regulator, and the township's officer who lent a hand. */
const OFFICERS = ['per-yingji-1', 'per-yingji-1b'];
const HELPER = 'per-chengguan-1';

/**
 * One hazard from discovery to closeout, with the attempt of the rectifier to recheck its own work.
 * @param {PublicApi} api
 * @param {Story} story
 * @returns {Promise<{ id: string, wasHeldBack: boolean }>} its id, and whether closeout waited for the review opinion
 */
export async function closeOne(api, story) {
  story.say('—— 一条隐患，从发现到销号 ——');
  const driver = new Driver(api, story);
  const items = [{ text: '可燃气体报警器失效' }];
  const { id } = await driver.report('chengguan-jb', { description: '可燃气体报警器失效。', items });
  await driver.intake(10);
  await makeValid(driver, 'rectifyOrder');
  await driver.does('qiye01-fzr', 'Accept', {}, '签收');
  await rectifyTogether(driver);
  await separation(driver, story);
  const outside = story.breaks('papers') ? ['手工复查〔1〕号'] : [];
  if (!story.breaks('closeout') && !story.breaks('separation'))
    await driver.recheck('yingji-jb', OFFICERS, '与另一名执法人员复查合格', ...outside);
  const wasHeldBack = story.breaks('papers') ? false : await heldBack(driver);
  await driver.does('yingji-fg', 'DecideCloseout', { decision: 'approve', reason: '复查合格。' }, '审批销号');
  const matter = await driver.matter();
  const step = await stepsHeld(driver);
  const found = `${String(matter.number)} 现为“${api.word(matter.status)}”，第 ${String(matter.version)} 版，${step}`;
  story.keep('closeout', matter.status === 'closed', found);
  return { id, wasHeldBack };
}

/**
 * The deputy head would close out before the review opinion is signed, issued and served.
 * @param {Driver} driver
 */
async function heldBack(driver) {
  const decision = { decision: 'approve', reason: '复查合格。' };
  const { body } = await driver.does('yingji-fg', 'DecideCloseout', decision, '复查意见书尚未送达就要销号');
  await makeValid(driver, 'recheckOpinion');
  return body?.code === 'PapersUnfinished';
}

/**
 * The township's officer lends a hand, and thereby may not recheck.
 * @param {Driver} driver
 */
async function rectifyTogether(driver) {
  const evidence = [await driver.picture('qiye01-fzr')];
  const body = {
    items: [{ id: '1', done: '已更换并接入值班室', evidence }],
    workers: [HELPER],
    summary: '在街道经办人协助下整改完成。',
  };
  await driver.does('qiye01-fzr', 'SubmitRectification', body, '提交整改，注明街道经办人参加了整改');
}

/**
 * @param {Driver} driver
 * @param {Story} story
 */
async function separation(driver, story) {
  const before = await driver.matter();
  const officers = story.breaks('separation') ? OFFICERS : ['per-yingji-1', HELPER];
  const { status, body } = await driver.recheck('yingji-jb', officers, '要与参加过整改的街道经办人一起复查');
  const after = await driver.matter();
  const isRefused = status === 422 && body.code === 'RecheckerIsRectifier';
  // A paper may be drawn meanwhile, which is told as well: the hazard itself stands where it stood.
  const held = isRefused && after.status === before.status && after.round === before.round;
  const found = `${status.toString()} ${String(body?.code ?? '已复查')}，事项仍为“${driver.api.word(after.status)}”`;
  story.keep('separation', held, found);
}

/** @param {Driver} driver */
async function stepsHeld(driver) {
  const { items } = await driver.api.get('anweiban', `${driver.path}/events`);
  return `台账 ${String(items.length)} 条，末条哈希 ${String(items.at(-1)?.hash).slice(0, 12)}…`;
}
