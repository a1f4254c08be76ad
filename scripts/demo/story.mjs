/** @typedef {{ at: string, line: string, ids: Readonly<Record<string, unknown>> }} Told */
/** @typedef {{ name: string, what: string, held: boolean, found: string }} Kept */

/** What is promised, by name; each can be broken on purpose, so that one sees that the demonstration would notice. */
const PROMISES = {
  import: '台账整份导入，一行不差',
  separation: '整改的人不能复查自己的整改，拒绝后事项原样不动',
  papers: '该有的文书份份都在：签名、签发、送达齐全才能销号，扫码可验',
  closeout: '一条隐患从发现走到销号，每一步有人、有期限',
  ladder: '另一条隐患无人整改，督办逐级升高，一级不漏、一级不重',
  accountability: '到顶级即立问责案件，由有权的人决定移送',
  chain: '每件在办事项此刻都有一名责任人和一个走着的期限',
  audit: '历史、台账、投影三份记录重算一致',
  tamper: '证据副本改动一处，核验指出改的是哪份记录的第几条',
};

/** @typedef {keyof typeof PROMISES} PromiseName */

/** How each promise is broken by `--break <name>`. */
export const BREAKS = {
  import: '台账中混入一行错误的日期',
  separation: '由没有参加整改的人复查',
  papers: '复查意见书填一个手工文号，不由系统制作',
  closeout: '跳过复查直接审批销号',
  ladder: '企业按期提交整改，督办不再升高',
  accountability: '有权的人一直不签发问责移送',
  chain: '绕过本系统，在 Temporal 里终止一件在办事项',
  audit: '核验之前先改动“原件”',
  tamper: '不改动副本',
};

/** Tells the story on stdout line by line, or keeps it for one JSON object; and notes which promises held. */
export class Story {
  /** @type {Told[]} */ told = [];
  /** @type {Kept[]} */ kept = [];
  /** @type {boolean} */ isJson;
  /** @type {string | null} */ broken;
  began = performance.now();

  /**
   * @param {boolean} isJson
   * @param {string | null} broken the promise to break
   */
  constructor(isJson, broken) {
    this.isJson = isJson;
    this.broken = broken;
  }

  /** @param {PromiseName} name */
  breaks(name) {
    return this.broken === name;
  }

  /**
   * One line of the story.
   * @param {string} line
   * @param {Readonly<Record<string, unknown>>} [ids]
   */
  say(line, ids = {}) {
    this.told.push({ at: new Date().toISOString(), line, ids });
    const seconds = ((performance.now() - this.began) / 1000).toFixed(1).padStart(5);
    const marks = Object.entries(ids).map(([name, id]) => `${name}=${String(id)}`);
    if (!this.isJson) console.log(`[${seconds} s] ${line}${marks.length === 0 ? '' : `（${marks.join('，')}）`}`);
  }

  /**
   * Whether a promise held, and what was seen.
   * @param {PromiseName} name
   * @param {boolean} held
   * @param {string} found
   */
  keep(name, held, found) {
    this.kept.push({ name, what: PROMISES[name], held, found });
    this.say(`${held ? '✔' : '✘'} ${PROMISES[name]}：${found}`);
  }

  /** Whether every promise was reached and held. */
  isWhole() {
    return Object.keys(PROMISES).every((name) => this.kept.some((one) => one.name === name && one.held));
  }

  /** The end of the story: in words, or as one object. */
  end() {
    const ok = this.isWhole();
    const missing = Object.keys(PROMISES).filter((name) => !this.kept.some((one) => one.name === name));
    if (this.isJson)
      console.log(JSON.stringify({ ok, broken: this.broken, promises: this.kept, missing, story: this.told }));
    else console.log(ok ? '全部承诺兑现。' : `未兑现：${this.#failing(missing).join('、')}`);
  }

  /** @param {string[]} missing */
  #failing(missing) {
    return [...this.kept.filter((one) => !one.held).map((one) => one.name), ...missing];
  }
}
