import type { CommandFace } from '../kernel/face.ts';
import type { TipCommand } from './command.ts';

/** A one-pixel picture that the demonstration county's set-up hands in. */
const evidence = ['sha256:a03dd7587f0b61c5d959f1b81fe6203d57f16effcf82563359ab09d844ec19c3'];

/** A stage of the demonstration county; `{today}` and `{matter:…}` are filled in when an example is shown. */
function at(stage: string, account: string): CommandFace['demo'] {
  return { matter: `tip:${stage}`, account };
}

type Example = Pick<CommandFace, 'example' | 'demo'>;

/** A body of each command that is accepted once after a fresh first start, and where. */
export const EXAMPLES: Readonly<Record<TipCommand['type'], Example>> = {
  GiveTip: {
    example: {
      about: 'hazard',
      source: 'phone12350',
      description: '二号仓库夜间超量堆放，疏散通道被货物堵住。',
      place: '宏泰化工二号仓库',
      region: 'u-chengguan',
      sector: '危险化学品',
      subject: 'u-qiye01',
      foundOn: '{today}',
      identity: { name: '王某某', phone: '13800000000' },
    },
    demo: { matter: 'new', account: 'anweiban' },
  },
  AcceptTip: { example: { unit: 'u-yingji' }, demo: at('AcceptTip', 'anweiban') },
  DeclineTip: {
    example: { ground: 'noFacts', reason: '来电未说明具体单位和事实，多次联系未能补充。' },
    demo: at('DeclineTip', 'anweiban'),
  },
  MarkDuplicate: { example: { first: '{matter:tip:AcceptTip}' }, demo: at('MarkDuplicate', 'anweiban') },
  DecideDismissal: { example: { decision: 'approve' }, demo: at('DecideDismissal', 'anweiban-zr') },
  ReturnTip: { example: { reason: '不属本部门监管的单位，请改派。' }, demo: at('ReturnTip', 'yingji-jb') },
  VerifyTip: {
    example: {
      result: 'true',
      note: '现场核查，堆放超量、通道堵塞属实。',
      officers: ['per-yingji-1', 'per-yingji-1b'],
      evidence,
      finding: {
        region: 'u-chengguan',
        lead: 'u-yingji',
        sector: '危险化学品',
        description: '二号仓库堆放超过核定储存量，疏散通道被占用。',
        place: '宏泰化工二号仓库',
        foundOn: '{today}',
        items: [{ text: '超过核定储存量堆放' }, { text: '疏散通道被占用' }],
        evidence,
      },
    },
    demo: at('VerifyTip', 'yingji-jb'),
  },
  RequestMoreTime: { example: { reason: '需委托检测机构鉴定，结果尚未出具。' }, demo: at('VerifyTip', 'yingji-jb') },
  DecideMoreTime: {
    example: { decision: 'grant', reason: '情况复杂，同意延长。' },
    demo: at('handling', 'anweiban-zr'),
  },
  RecordPenalty: {
    example: { amount: 50_000, document: '云岭应急罚〔2026〕1号', decidedOn: '{today}' },
    demo: at('handling', 'yingji-jb'),
  },
  AnswerTip: {
    example: { text: '您反映的情况属实，已责令限期整改，整改完成后再告知您结果。', interim: true },
    demo: at('handling', 'yingji-jb'),
  },
  ProposeReward: { example: { reward: 'grant' }, demo: at('answered', 'anweiban') },
  DecideReward: { example: { decision: 'grant' }, demo: at('rewarding', 'fenguan') },
  HandOver: {
    example: { post: 'p-anweiban-3', unit: 'u-anweiban', reason: '原承办岗位人员请假', cause: 'leave' },
    demo: null,
  },
  ReviseTerms: { example: { cause: 'calendar', reason: '国务院办公厅已公布次年放假安排。' }, demo: null },
  Wake: { example: {}, demo: null },
  Hear: { example: { from: 'haz-000000000000000000000000', event: 'HazardEnded', data: {} }, demo: null },
};
