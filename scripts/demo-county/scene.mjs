import { readFile } from 'node:fs/promises';

/** Where the hazards of the demonstration county lie: one place each, so that a list of them can be read. */
const PLACES = [
  '一号仓库', '二号仓库', '三号仓库', '危化品库', '氨制冷机房', '装卸台', '罐区东侧', '罐区西侧', '灌装间', '泵房', '烘干车间',
  '喷涂车间', '调漆间', '溶剂暂存间', '锅炉房', '配电室', '空压机房', '污水处理站', '化验室', '包装车间', '原料棚', '成品库',
  '反应釜车间', '尾气处理间', '液氯气化间', '油品库', '备件库', '检修车间', '发电机房', '地磅房', '中控室', '叉车充电间',
]; // prettier-ignore

/** @typedef {Record<string, any>} Body */

/** What the hazards of the demonstration county look like: a place of its own each, and drawings before and after, of
 * which the examples cite the first. */
export class Scene {
  /** @param {readonly string[]} before @param {readonly string[]} after ids of evidence */
  constructor(before, after) {
    this.before = before;
    this.after = after;
  }

  /** Hands the drawings in, each by who cites it first. @param {import('./client.mjs').Client} client */
  static async handedIn(client) {
    /** @param {string} username @param {string} name */
    const handIn = async (username, name) => {
      const file = new Blob([await readFile(new URL(`pictures/${name}.png`, import.meta.url))], { type: 'image/png' });
      return (await client.upload(username, '/v1/evidence', file, '现场.png')).id;
    };
    return new Scene(
      await Promise.all(['detector-before', 'panel-before'].map((name) => handIn('chengguan-jb', name))),
      await Promise.all(['detector-after', 'panel-after'].map((name) => handIn('qiye01-fzr', name))),
    );
  }

  /** The n-th report, as its own place shows it. @param {Body} body @param {number} n @returns {Body} */
  reported(body, n) {
    const side = ['', '北侧'][Math.floor(n / PLACES.length)] ?? `${n.toString()}号`;
    const place = `${PLACES[n % PLACES.length] ?? ''}${side}`;
    return {
      ...body,
      description: `${place}可燃气体报警器失效，未接入值班室。`,
      place: `宏泰化工${place}`,
      evidence: this.before,
    };
  }

  /** A command with the drawings that whoever gives it has seen. @param {string} command @param {Body} body @returns {Body} */
  seen(command, body) {
    if (command !== 'SubmitRectification') return body;
    /** @type {readonly Body[]} */
    const items = body.items;
    return { ...body, items: items.map((item, n) => ({ ...item, evidence: this.after.slice(n, n + 1) })) };
  }
}
