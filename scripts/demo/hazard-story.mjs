/** @typedef {import('./public-api.mjs').PublicApi} PublicApi */
/** @typedef {import('./story.mjs').Story} Story */
/** @typedef {{ id: string, number: string, version: number }} Opened */

const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABpfZFQAAAAABJRU5ErkJggg==',
  'base64',
);

/** Whoever drives a hazard by its commands, telling each step. */
export class Driver {
  /** @type {PublicApi} */ api;
  /** @type {Story} */ story;
  /** @type {string} */ path = '';
  /** @type {string} */ today = '';

  /**
   * @param {PublicApi} api
   * @param {Story} story
   */
  constructor(api, story) {
    this.api = api;
    this.story = story;
    this.today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  }

  /**
   * Hands in a picture; the id that commands cite.
   * @param {string} username
   * @returns {Promise<string>}
   */
  async picture(username) {
    const { status, body } = await this.api.upload(username, '/v1/evidence', {
      content: new Uint8Array(PICTURE),
      name: '现场照片.png',
      type: 'image/png',
    });
    if (status !== 201) throw new Error(`证据未能上传：${JSON.stringify(body)}`);
    return body.id;
  }

  /**
   * Opens a hazard of the demonstration enterprise and tells its number.
   * @param {string} username
   * @param {Readonly<Record<string, unknown>>} more
   * @returns {Promise<Opened>}
   */
  async report(username, more) {
    const { status, body } = await this.api.post(username, '/v1/hazards', {
      source: 'inspection',
      subject: 'u-qiye01',
      region: 'u-chengguan',
      lead: 'u-yingji',
      sector: '危险化学品',
      place: '二号仓库',
      foundOn: this.today,
      evidence: [await this.picture(username)],
      ...more,
    });
    if (status !== 201) throw new Error(`隐患未能登记：${JSON.stringify(body)}`);
    this.path = `/v1/hazards/${String(body.id)}`;
    this.story.say(`${username} 报告隐患 ${String(body.number)}`, { id: body.id, version: body.version });
    return body;
  }

  /**
   * Sends a command and tells what became of it.
   * @param {string} username
   * @param {string} command
   * @param {unknown} body
   * @param {string} said
   * @returns {Promise<import('./public-api.mjs').Answer>}
   */
  async does(username, command, body, said) {
    const answer = await this.api.post(username, `${this.path}/commands/${command}`, body);
    const { status, code, version, detail } = answer.body ?? {};
    if (answer.status === 200) this.story.say(`${username} ${said}`, { version, 状态: this.api.word(status) });
    else this.story.say(`${username} ${said}，未予办理：${String(detail ?? code)}`, { code });
    return answer;
  }

  /** @returns {Promise<any>} the matter as 安委办 sees it */
  matter() {
    return this.api.get('anweiban', this.path);
  }

  /** An order of the regulator; its number is the system's to give. */
  order() {
    return {
      type: 'rectifyOrder',
      date: this.today,
      officers: ['per-yingji-1', 'per-yingji-1b'],
      remedies: '可在六十日内申请行政复议，或者在六个月内提起行政诉讼。',
    };
  }

  /** The intake that every hazard goes through: verified, graded, assigned. */
  async intake(/** @type {number} */ limit) {
    const evidence = [await this.picture('yingji-jb')];
    await this.does('yingji-jb', 'Verify', { note: '现场核实，情况属实。', evidence }, '核实属实');
    await this.does('yingji-jb', 'Grade', { severity: 'general', reason: '可限期整改。' }, '定为一般隐患');
    const assignment = { unit: 'u-qiye01', limit, order: this.order() };
    await this.does('yingji-jb', 'Assign', assignment, '责令限期整改');
  }

  /** The enterprise hands in its work, item by item. */
  async rectify() {
    const evidence = [await this.picture('qiye01-fzr')];
    const items = [{ id: '1', done: '已更换并接入值班室', evidence }];
    await this.does('qiye01-fzr', 'SubmitRectification', { items, summary: '已整改完成。' }, '提交整改');
  }

  /**
   * A recheck by these officers.
   * @param {string} username
   * @param {readonly string[]} officers
   * @param {string} said
   * @param {string} [opinionNumber] of an opinion that was made outside
   */
  async recheck(username, officers, said, opinionNumber) {
    const body = {
      officers,
      items: [{ id: '1', result: 'passed', note: '现场测试正常' }],
      onSite: true,
      ...(opinionNumber === undefined ? {} : { opinionNumber }),
      opinion: '已整改到位。',
      signature: { signed: true },
      evidence: [await this.picture(username)],
    };
    return this.does(username, 'Recheck', body, said);
  }
}
