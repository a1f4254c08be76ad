import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** @typedef {{ status: number, body: any }} Answer */
/** @typedef {{ person: string, unit: string, post: string, token: string }} Session */

/** On a busy machine the worker may still be getting ready when the API answers. */
const DECIDED_LIMIT_MS = 30_000;

/** The demonstration speaks to the system as everyone does: by HTTP, signed in, one key per command. */
export class PublicApi {
  /** @type {Map<string, Promise<Session>>} */ sessions = new Map();
  /** @type {{ username: string, password: string, post: string, name: string }[]} */ accounts;
  /** @type {string} */ url;
  /** @type {Map<string, string>} */ words = new Map();
  keys = 0;

  /**
   * @param {string} url
   * @param {string} accountsFile
   */
  constructor(url, accountsFile) {
    this.url = url;
    this.accounts = JSON.parse(readFileSync(accountsFile, 'utf8'));
  }

  /**
   * Signs in once per account.
   * @param {string} username
   * @returns {Promise<Session>}
   */
  session(username) {
    const known = this.sessions.get(username);
    if (known !== undefined) return known;
    const signed = this.#signIn(username);
    this.sessions.set(username, signed);
    return signed;
  }

  /** @param {string} username */
  async #signIn(username) {
    const account = this.accounts.find((one) => one.username === username);
    if (account === undefined) throw new Error(`演示账号中没有 ${username}`);
    const { password } = account;
    const { status, body } = await this.#send('POST', '/v1/sessions', { json: { username, password } });
    if (status !== 201) throw new Error(`${username} 登录失败：${JSON.stringify(body)}`);
    return body;
  }

  /** Learns the Chinese of statuses and rungs from the system itself. */
  async learnWords() {
    const { items } = await this.get('anweiban', '/v1/kinds');
    for (const { statuses, rungs } of items)
      for (const [name, { label }] of Object.entries({ ...statuses, ...rungs })) this.words.set(name, String(label));
  }

  /**
   * The Chinese of a status or a rung.
   * @param {unknown} name
   */
  word(name) {
    return this.words.get(String(name)) ?? String(name);
  }

  /**
   * The account that holds a post.
   * @param {string} post
   */
  usernameOf(post) {
    const account = this.accounts.find((one) => one.post === post);
    if (account === undefined) throw new Error(`没有账号任 ${post}`);
    return account.username;
  }

  /**
   * @param {string} username
   * @param {string} path
   * @returns {Promise<any>}
   */
  async get(username, path) {
    const { status, body } = await this.#send('GET', path, { token: (await this.session(username)).token });
    if (status !== 200) throw new Error(`GET ${path}：${status.toString()} ${JSON.stringify(body)}`);
    return body;
  }

  /**
   * The bytes of a file.
   * @param {string} username
   * @param {string} path
   */
  async file(username, path) {
    const headers = { authorization: `Bearer ${(await this.session(username)).token}` };
    const answer = await fetch(this.url + path, { headers, signal: AbortSignal.timeout(30_000) });
    if (answer.status !== 200) throw new Error(`GET ${path}：${answer.status.toString()} ${await answer.text()}`);
    return Buffer.from(await answer.arrayBuffer());
  }

  /**
   * What anyone may read, without signing in.
   * @param {string} path
   */
  public(path) {
    return this.#send('GET', path, {});
  }

  /**
   * Sends a command or an order under a key of its own. What is still waiting is looked for until it is decided, and
   * then sent again: the same key gets the answer that it would have had.
   * @param {string} username
   * @param {string} path
   * @param {unknown} [json]
   * @returns {Promise<Answer>}
   */
  async post(username, path, json) {
    this.keys += 1;
    const key = `demo-${this.keys.toString()}`;
    const { token } = await this.session(username);
    const answer = await this.#send('POST', path, { token, key, json });
    if (answer.status !== 202) return answer;
    const { commandId } = answer.body;
    await lookUntil(async () => {
      const { outcome } = await this.get(username, `/v1/commands/${String(commandId)}`);
      return outcome === 'waiting' ? null : true;
    }, DECIDED_LIMIT_MS);
    return this.#send('POST', path, { token, key, json });
  }

  /**
   * @param {string} username
   * @param {string} path
   * @param {{ content: string | Uint8Array<ArrayBuffer>, name: string, type: string }} file
   * @returns {Promise<Answer>}
   */
  async upload(username, path, { content, name, type }) {
    const form = new FormData();
    form.append('file', new Blob([content], { type }), name);
    return this.#send('POST', path, { token: (await this.session(username)).token, form });
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {{ token?: string, key?: string, json?: unknown, form?: FormData }} with_
   * @returns {Promise<Answer>}
   */
  async #send(method, path, { token, key, json, form }) {
    const headers = {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
      ...(json === undefined ? {} : { 'content-type': 'application/json' }),
    };
    const body = form ?? (json === undefined ? null : JSON.stringify(json));
    const answer = await fetch(this.url + path, { method, headers, body, signal: AbortSignal.timeout(70_000) });
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? null : JSON.parse(text) };
  }
}

/**
 * Looks every 200 ms until `look` gives something; null when it never does.
 * @template T
 * @param {() => Promise<T | null>} look
 * @param {number} limitMs
 * @returns {Promise<T | null>}
 */
export async function lookUntil(look, limitMs) {
  const end = Date.now() + limitMs;
  for (;;) {
    const found = await look();
    if (found !== null || Date.now() >= end) return found;
    await delay(200);
  }
}
