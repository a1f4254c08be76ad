import { readFileSync, existsSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from './client.mjs';
import { importSmallYear } from './ledger.mjs';
import { Scene } from './scene.mjs';
import { CASE_STAGES, HAZARD_STAGES, REFERRED, TIP_STAGES } from './stages.mjs';

/** So many matters are brought to their stage side by side. */
const SIDE_BY_SIDE = 6;

/** @typedef {import('./stages.mjs').Step} Step */
/** @typedef {{ id: string, number: string }} Placed */
/** @typedef {{ body: Record<string, unknown>, account: string }} Example */

/**
 * Brings matters of the demonstration county to every stage, once, by public HTTP: each command is sent under a key of
 * its own, so a set-up that was killed goes on where it stopped. Writes where they stand to `demo-matters.json`, from
 * which the API makes its examples real.
 * @param {{ url: string, dataDir: string, log: (sentence: string) => void }} wanted
 */
export async function loadDemoCounty({ url, dataDir, log }) {
  const file = join(dataDir, 'demo-matters.json');
  if (existsSync(file)) return;
  const client = new Client(url, JSON.parse(readFileSync(join(dataDir, 'demo-accounts.json'), 'utf8')));
  log('正在布置演示县的事项……');
  const examples = examplesOf(await client.get('anweiban', '/openapi.json'));
  const loader = new Loader(client, examples, await Scene.handedIn(client));
  await loader.load((done, all) => {
    if (done % 10 === 0 || done === all) log(`演示事项 ${done.toString()}/${all.toString()}`);
  });
  const { opened, archived } = await importSmallYear(client, dataDir);
  log(`演示台账已导入：在办 ${opened.toString()} 条，已销号 ${archived.toString()} 条`);
  writeFileSync(`${file}.new`, JSON.stringify(Object.fromEntries(loader.placed), null, 2));
  renameSync(`${file}.new`, file);
}

class Loader {
  /** @type {Map<string, Placed>} by stage, such as `hazard:Verify` */ placed = new Map();

  /** @param {Client} client @param {Map<string, Example>} examples @param {Scene} scene what the hazards look like */
  constructor(client, examples, scene) {
    this.client = client;
    this.examples = examples;
    this.scene = scene;
  }

  /** @param {(done: number, all: number) => void} progress */
  async load(progress) {
    const work = [
      ...Object.entries(HAZARD_STAGES).map(
        ([stage, steps], n) =>
          () =>
            this.placeHazard(`hazard:${stage}`, steps, n),
      ),
      ...Object.entries(CASE_STAGES).map(
        ([stage, steps], n) =>
          () =>
            this.placeCase(`accountability:${stage}`, steps, Object.keys(HAZARD_STAGES).length + n),
      ),
      // One after the other: which came first is what a repetition is told by.
      () => this.placeTips(),
    ];
    const all = work.length;
    let done = 0;
    const lane = async () => {
      for (let next = work.shift(); next !== undefined; next = work.shift()) {
        await next();
        progress((done += 1), all);
      }
    };
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, lane));
  }

  /** @param {string} stage @param {readonly Step[]} steps @param {number} n which one it is @returns {Promise<Placed>} */
  async placeHazard(stage, steps, n) {
    const { body, account } = this.example('hazard.Report');
    const seen = this.scene.reported(body, n);
    const { id, number } = await this.opened(account, '/v1/hazards', seen, `demo-${stage}`);
    await this.walk('hazard', `/v1/hazards/${id}`, stage, steps);
    const placed = { id, number };
    this.placed.set(stage, placed);
    return placed;
  }

  /** @param {string} stage @param {readonly Step[]} steps @param {number} n */
  async placeCase(stage, steps, n) {
    const hazard = await this.placeHazard(`hazard:${stage}`, REFERRED, n);
    const found = await this.caseOf(hazard);
    await this.walk('accountability', `/v1/accountability-cases/${found.id}`, stage, steps);
    this.placed.set(stage, found);
  }

  async placeTips() {
    const { body, account } = this.example('tip.GiveTip');
    for (const [name, { about, steps }] of Object.entries(TIP_STAGES)) {
      const stage = `tip:${name}`;
      const given = about === undefined ? body : { ...body, about };
      const { id, number } = await this.opened(account, '/v1/tips', given, `demo-${stage}`);
      await this.walk('tip', `/v1/tips/${id}`, stage, steps);
      this.placed.set(stage, { id, number });
    }
  }

  /** The case that the referral opened: a job opens it moments later. @param {Placed} hazard @returns {Promise<Placed>} */
  async caseOf(hazard) {
    for (const until = Date.now() + 30_000; Date.now() < until;) {
      const query = new URLSearchParams({ q: hazard.number, limit: '1' });
      const { items } = await this.client.get('anweiban', `/v1/accountability-cases?${query.toString()}`);
      if (items.length > 0) return { id: items[0].id, number: items[0].number };
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    throw new Error(`${hazard.number}: 问责案件没有立案`);
  }

  /**
   * Opens a matter; while it is only noted, the same key asks again and is told the number.
   * @param {string} account @param {string} path @param {unknown} body @param {string} key @returns {Promise<Placed>}
   */
  async opened(account, path, body, key) {
    const said = await this.client.command(account, path, body, key);
    return said.id === undefined ? this.client.command(account, path, body, key) : said;
  }

  /** @param {string} kind @param {string} path @param {string} stage @param {readonly Step[]} steps */
  async walk(kind, path, stage, steps) {
    for (const [i, { command, as, body }] of steps.entries()) {
      const example = this.example(`${kind}.${command}`);
      const changed = JSON.parse(JSON.stringify({ ...example.body, ...body }));
      const seen = kind === 'hazard' ? this.scene.seen(command, changed) : changed;
      await this.client.command(
        as ?? example.account,
        `${path}/commands/${command}`,
        seen,
        `demo-${stage}-${i.toString()}`,
      );
    }
  }

  /** @param {string} operation @returns {Example} */
  example(operation) {
    const example = this.examples.get(operation);
    if (example === undefined) throw new Error(`接口说明中没有 ${operation} 的示例`);
    return example;
  }
}

/** Every operation's example and account, by operation id. @param {any} document @returns {Map<string, Example>} */
function examplesOf(document) {
  const examples = new Map();
  for (const methods of Object.values(document.paths))
    for (const operation of Object.values(/** @type {Record<string, any>} */ (methods))) {
      const body = operation.requestBody?.content?.['application/json']?.example;
      if (body !== undefined && operation['x-demo'] !== undefined)
        examples.set(operation.operationId, { body, account: operation['x-demo'].account });
    }
  return examples;
}
