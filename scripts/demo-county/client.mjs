import { randomUUID } from 'node:crypto';

/** Speaks to the running system as its accounts do: public HTTP only. */
const PATIENCE_MS = 120_000;

/** @typedef {{ username: string, password: string }} Account */
/** @typedef {{ status: number, body: any, headers: Headers }} Answer */

export class Client {
  /** @type {Map<string, Promise<string>>} */ tokens = new Map();

  /** @param {string} url @param {readonly Account[]} accounts */
  constructor(url, accounts) {
    this.url = url;
    this.passwords = new Map(accounts.map(({ username, password }) => [username, password]));
  }

  /** @param {string} username @param {string} path @returns {Promise<any>} */
  async get(username, path) {
    return (await this.send(username, 'GET', path)).body;
  }

  /**
   * Sends a command and waits until it has its outcome, also when it was only noted at first.
   * @param {string} username @param {string} path @param {unknown} body @param {string} key @returns {Promise<any>}
   */
  async command(username, path, body, key) {
    const headers = { 'content-type': 'application/json', 'idempotency-key': key };
    const answer = await this.send(username, 'POST', path, JSON.stringify(body), headers);
    return answer.status === 202 ? this.outcome(username, answer.headers.get('location') ?? '') : answer.body;
  }

  /** @param {string} username @param {string} path @param {Blob} file @param {string} name @returns {Promise<any>} */
  async upload(username, path, file, name) {
    const form = new FormData();
    form.append('file', file, name);
    return (await this.send(username, 'POST', path, form, { 'idempotency-key': randomUUID() })).body;
  }

  /**
   * @param {string} username @param {string} method @param {string} path @param {string | FormData} [body]
   * @param {Record<string, string>} [headers] @returns {Promise<Answer>}
   */
  async send(username, method, path, body, headers = {}) {
    const authorization = `Bearer ${await this.token(username)}`;
    const init = { method, headers: { ...headers, authorization }, ...(body === undefined ? {} : { body }) };
    const response = await fetch(`${this.url}${path}`, { ...init, signal: AbortSignal.timeout(PATIENCE_MS) });
    const said = await response.json();
    if (!response.ok)
      throw new Error(`${username} ${method} ${path}: ${response.status.toString()} ${JSON.stringify(said)}`);
    return { status: response.status, body: said, headers: response.headers };
  }

  /** @param {string} username @param {string} location @returns {Promise<any>} */
  async outcome(username, location) {
    for (const until = Date.now() + PATIENCE_MS; Date.now() < until;) {
      const said = await this.get(username, location);
      if (said.outcome === 'done') return said;
      if (said.outcome === 'refused') throw new Error(`${location}: ${String(said.code)}`);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    throw new Error(`${location}: 仍无结果`);
  }

  /** @param {string} username @returns {Promise<string>} */
  token(username) {
    const known = this.tokens.get(username) ?? this.signIn(username);
    this.tokens.set(username, known);
    return known;
  }

  /** @param {string} username @returns {Promise<string>} */
  async signIn(username) {
    const password = this.passwords.get(username);
    if (password === undefined) throw new Error(`演示账号中没有 ${username}`);
    const response = await fetch(`${this.url}/v1/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username, password }),
    });
    /** @type {any} */ const said = await response.json();
    if (!response.ok) throw new Error(`${username}: ${JSON.stringify(said)}`);
    return said.token;
  }
}
