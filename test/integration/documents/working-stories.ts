import type { Bodies } from '../../../workflows/hazard/command.ts';
import type { DocumentName } from '../../../workflows/kernel/papers.ts';
import { BODY, driven, people } from '../../support/hazard-bodies.ts';
import { BY_PAPER, drivenByPaper, finished } from '../../support/hazard-papers.ts';
import { KNOWN, REPORT, story, time, unit, who, type Story } from '../../support/hazard-story.ts';
import { CONTROL } from '../../support/control-bodies.ts';

const E = ['sha256:e'];

const ITEMS = ['配电箱无漏电保护装置', '可燃气体报警器未按规定检定。', '消防通道被原料桶堵塞'].map((text) => ({
  text,
}));

/** Three findings, graded. */
function found(changes: Partial<Bodies['Report']> = {}): Story {
  const told = story();
  told.say('yj-jb', 'Report', { ...REPORT, items: ITEMS, ...changes }, '2026-03-02 09:00');
  told.say('yj-jb', 'Verify', BODY.verify, '2026-03-02 10:00');
  told.say('yj-jb', 'Grade', BODY.general, '2026-03-02 11:00');
  return told;
}

function assigned(order: Partial<Bodies['Assign']['order']>, changes: Partial<Bodies['Assign']> = {}): Story {
  const told = found();
  const body = { ...BY_PAPER.assign, ...changes, order: { ...BY_PAPER.assign.order, ...order } };
  told.say('yj-jb', 'Assign', body, '2026-03-03 09:00');
  return told;
}

/** The order served, everything done, and rechecked: the first item fails. */
function rechecked(): Story {
  const told = finished(assigned({}), 'rectifyOrder', '2026-03-03');
  told.say('ent-jb', 'Accept', {}, '2026-03-03 10:00');
  const items = ITEMS.map((_, i) => ({ id: (i + 1).toString(), done: '已按要求整改', evidence: E }));
  told.say('ent-jb', 'SubmitRectification', { items, summary: '三项问题均已整改', funds: 3.5 }, '2026-03-04 09:00');
  const checked = items.map(({ id }) =>
    id === '1'
      ? { id, result: 'failed' as const, note: '漏电保护器型号不符' }
      : { id, result: 'passed' as const, note: '已整改到位' },
  );
  told.say('yj-jb', 'Recheck', { ...BY_PAPER.fail, items: checked }, '2026-03-05 09:00');
  return told;
}

function inspected(): Story {
  const told = story();
  told.say('yj-jb', 'Report', { ...REPORT, items: ITEMS }, '2026-03-02 09:00');
  const inspection = {
    place: '一车间和原料库',
    from: time('2026-03-02 08:30'),
    to: time('2026-03-02 09:45'),
    officers: people('yj-jb', 'yj-jb2'),
    contact: '车间主任钱某',
  };
  told.say('yj-jb', 'Verify', { note: '现场检查发现三项问题', evidence: E, inspection }, '2026-03-02 10:00');
  return told;
}

function planned(decision: 'approve' | 'reject'): Story {
  const told = driven('registered');
  told.say('yj-jb', 'Grade', BODY.major, '2026-03-02 11:00');
  told.say('yj-zr', 'DecideGrade', { decision: 'confirm', reason: '同意' }, '2026-03-02 12:00');
  told.say('yj-jb', 'Assign', BODY.assign, '2026-03-03 09:00');
  told.say('ent-jb', 'Accept', {}, '2026-03-03 10:00');
  const parts = {
    goals: '消除原料库可燃气体积聚的重大隐患',
    methods: '更换报警系统并增设机械通风',
    funds: '投入专项资金四十万元',
    people: '成立由总经理任组长的治理小组',
    schedule: '分两个阶段实施',
    safety: '治理期间停止使用原料库并编制应急预案',
  };
  told.say('ent-jb', 'SubmitPlan', { ...BODY.plan, parts }, '2026-03-04 09:00');
  told.say('yj-fg', 'DecidePlan', { decision, reason: '方案内容齐全，措施可行' }, '2026-03-05 09:00');
  return told;
}

function extended(decision: 'grant' | 'refuse'): Story {
  const told = driven('rectifying');
  const asked = {
    amount: 5,
    reason: 'objective',
    explanation: '配件采购延误',
    controls: '安排专人每日巡查',
    evidence: E,
  } as const;
  told.say('ent-jb', 'RequestExtension', asked, '2026-03-16 09:00');
  told.say('yj-fg', 'DecideExtension', { decision, reason: '理由属实' }, '2026-03-17 09:00');
  return told;
}

function onTheSpot(): Story {
  const told = found();
  const items = ITEMS.map((_, i) => ({ id: (i + 1).toString(), done: '当场更换', evidence: E }));
  const signature = { signed: false, refusalNote: '负责人称须请示总部' };
  const body = {
    rectifiedBy: people('ent-jb'),
    officers: people('yj-jb', 'yj-jb2'),
    items,
    opinion: '整改到位',
    signature,
  };
  told.say('yj-jb', 'RectifyOnTheSpot', body, '2026-03-02 11:30');
  return told;
}

function servedByHand(): Story {
  const { service: _served, ...unserved } = BODY.assign;
  const told = driven('graded');
  told.say('yj-jb', 'Assign', unserved, '2026-03-03 09:00');
  const service = {
    way: 'refused',
    date: REPORT.foundOn,
    witness: '城关街道幸福社区工作人员孙某',
    evidence: E,
  } as const;
  told.say('yj-jb', 'RecordService', { ...service, date: BODY.assign.order.date }, '2026-03-03 15:00');
  return told;
}

function imposed(changes: Partial<Bodies['ImposeControl']> = {}): Story {
  const told = driven('rectifying');
  const { document: _typed, ...seal } = CONTROL.seal;
  told.say('yj-jb', 'ImposeControl', { ...seal, document: '应急现决〔2026〕1号', ...changes }, '2026-03-05 10:00');
  return told;
}

function resumed(decision: 'consent' | 'refuse'): Story {
  const told = imposed();
  told.say('ent-zr', 'RequestResumption', CONTROL.request, '2026-03-06 09:00');
  told.say(
    'yj-zr',
    'DecideResumption',
    { ...CONTROL.consent, officers: people('yj-zr', 'yj-jb2'), decision },
    '2026-03-09 09:00',
  );
  return told;
}

function supplyCut(): Story {
  const told = imposed();
  told.say('yj-zr', 'CutSupply', CONTROL.cut, '2026-03-05 11:30');
  return told;
}

function sealedLonger(): Story {
  const told = imposed();
  told.say('yj-zr', 'ImposeControl', { ...CONTROL.seal, extend: 1 }, '2026-03-25 09:00');
  return told;
}

/** A story that asks for a document, what its mandatory fields must say there, and how long it may be. */
export interface DocumentCase {
  readonly document: DocumentName;
  readonly of: string;
  readonly story: () => Story;
  /** By field; what is not named here is held against the frozen content alone. */
  readonly says: Readonly<Record<string, string>>;
}

const BUREAU = { unit: '云岭县应急管理局', party: '宏泰化工有限公司' };
const OFFICERS = '张建国（执法证号：YL-ZF-00000）、李卫东（执法证号：YL-ZF-00001）';
const REMEDIES = '自收到本文书之日起六十日内依法向云岭县人民政府申请行政复议';
const ORDER = { ...BUREAU, items: '可燃气体报警器未按规定检定', due: '2026年3月18日' };
const TYPED = { orderNumber: '应急责改〔2026〕1号', orderDate: '2026年3月3日', orderTitle: '责令限期整改指令书' };

/** Every document of the working set, each at least once. */
export const CASES: readonly DocumentCase[] = [
  {
    document: 'inspectionRecord',
    of: 'an inspection',
    story: inspected,
    says: {
      ...BUREAU,
      number: '应急局检记〔2026〕1号',
      partyAddress: '云岭县城关街道工业路18号',
      partyHead: '黄丽华9',
      inspectedAt: '一车间和原料库',
      inspectedFrom: '2026年3月2日8时30分',
      inspectedTo: '2026年3月2日9时45分',
      officers: OFFICERS,
      note: '现场检查发现三项问题',
      items: '消防通道被原料桶堵塞',
    },
  },
  {
    document: 'rectifyOrder',
    of: 'an order of two officers',
    story: () => assigned({}),
    says: {
      ...ORDER,
      number: '应急局责改〔2026〕1号',
      officers: OFFICERS,
      remedies: '可申请行政复议或提起行政诉讼',
      consequences: '第一百零二条',
    },
  },
  {
    document: 'onSiteDecision',
    of: 'an order while people are withdrawn',
    story: () => {
      const told = found();
      told.say(
        'yj-jb',
        'ImposeControl',
        { ...CONTROL.seal, control: 'withdraw', target: '一车间全体人员' },
        '2026-03-02 14:00',
      );
      const { order } = BY_PAPER.assign;
      told.say(
        'yj-jb',
        'Assign',
        { ...BY_PAPER.assign, order: { ...order, type: 'onSiteDecision' } },
        '2026-03-03 09:00',
      );
      return told;
    },
    says: {
      ...ORDER,
      number: '应急局现决〔2026〕1号',
      officers: OFFICERS,
      remedies: '可申请行政复议或提起行政诉讼',
      measures: '对一车间全体人员撤出作业人员',
      basis: '《中华人民共和国安全生产法》第六十五条第一款第三项',
    },
  },
  {
    document: 'onSiteDecision',
    of: 'an order while a place is sealed',
    story: () => {
      const told = found();
      told.say('yj-jb', 'ImposeControl', CONTROL.seal, '2026-03-02 14:00');
      const { order } = BY_PAPER.assign;
      const decision = { ...order, type: 'onSiteDecision' } as const;
      told.say('yj-jb', 'Assign', { ...BY_PAPER.assign, order: decision }, '2026-03-03 09:00');
      return told;
    },
    says: {
      ...ORDER,
      number: '应急局现决〔2026〕1号',
      basis:
        '《中华人民共和国安全生产法》第六十五条第一款第三项、《中华人民共和国安全生产法》第六十五条第一款第四项、《中华人民共和国行政强制法》第二十四条',
    },
  },
  {
    document: 'onSiteDecision',
    of: 'an order that was moved to another enterprise while its term runs',
    story: () => {
      const told = finished(assigned({ type: 'onSiteDecision' }), 'onSiteDecision', '2026-03-03');
      const ranks = { 1: who('mill-jb').post };
      const mill = { unit: unit('mill'), kind: 'enterprise', region: unit('town'), ranks } as const;
      const known = { ...KNOWN, units: { ...KNOWN.units, [mill.unit]: mill } };
      const body = { part: 'rectifier', unit: mill.unit, reason: '转租' } as const;
      told.say('yj-jb', 'Reassign', body, '2026-03-09 09:00', undefined, known);
      return told;
    },
    says: { due: '2026年3月18日', term: '整改期限已经起算，至2026年3月18日届满，不因本决定书的送达重新计算。' },
  },
  {
    document: 'notice',
    of: 'an order in the name of the unit',
    story: () => assigned({ type: 'notice', officers: [] }, { assists: [{ unit: unit('zj'), task: '协助断电' }] }),
    says: { ...ORDER, number: '应急局整通〔2026〕1号', 'assists.task': '协助断电' },
  },
  {
    document: 'assignmentSlip',
    of: 'an order to a township',
    story: () => assigned({ type: 'assignmentSlip', officers: [] }, { unit: unit('town') }),
    says: {
      unit: BUREAU.unit,
      party: '城关街道办事处',
      number: '应急局交办〔2026〕1号',
      post: '城关街道经办人',
      consequences: '予以催办、督办、约谈、通报',
    },
  },
  {
    document: 'planOpinion',
    of: 'an approved plan',
    story: () => planned('approve'),
    says: {
      ...BUREAU,
      submittedOn: '2026年3月4日',
      parts: '增设机械通风',
      conclusion: '审查通过',
      term: '治理期限至2026年5月2日',
      signer: '应急局分管负责人',
    },
  },
  {
    document: 'planOpinion',
    of: 'a rejected plan',
    story: () => planned('reject'),
    says: { conclusion: '审查不通过', term: '整改期限不因方案退回而停止计算' },
  },
  {
    document: 'extensionForm',
    of: 'a granted extension',
    story: () => extended('grant'),
    says: {
      ...BUREAU,
      ...TYPED,
      amount: '5日',
      oldDue: '2026年3月18日',
      newDue: '2026年3月23日',
      explanation: '配件采购延误',
      controls: '安排专人每日巡查',
      decision: '同意延期',
    },
  },
  {
    document: 'extensionForm',
    of: 'a refused extension',
    story: () => extended('refuse'),
    says: { decision: '不同意延期', oldDue: '2026年3月18日', newDue: '2026年3月18日' },
  },
  {
    document: 'recheckOpinion',
    of: 'a failed recheck',
    story: rechecked,
    says: {
      ...BUREAU,
      orderTitle: '责令限期整改指令书',
      orderNumber: '应急局责改〔2026〕1号',
      officers: OFFICERS,
      items: '第1项：配电箱无漏电保护装置。复查结果：不合格。漏电保护器型号不符。',
      conclusion: '整改不合格',
      again: '2026年3月12日前整改完毕',
      refusal: '负责人拒签，两名执法人员见证',
    },
  },
  {
    document: 'recheckOpinion',
    of: 'a passed recheck',
    story: () => drivenByPaper('closing'),
    says: { orderNumber: '应急局责改〔2026〕1号', items: '复查结果：合格', conclusion: '整改合格' },
  },
  {
    document: 'onTheSpotRecord',
    of: 'what was put right at once',
    story: onTheSpot,
    says: {
      ...BUREAU,
      officers: OFFICERS,
      items: '整改情况：当场更换',
      signature: '拒绝签字。负责人称须请示总部',
      closeoutNumber: 'YH-2026-000001-XH1',
    },
  },
  {
    document: 'closeoutApproval',
    of: 'a hazard that was rechecked by paper',
    story: () => drivenByPaper('closed'),
    says: {
      ...BUREAU,
      orderNumber: '应急局责改〔2026〕1号',
      recheckNumber: '应急局复查〔2026〕1号',
      recheckedOn: '2026年3月5日',
      items: '已加装漏电保护',
      closeoutNumber: 'YH-2026-000001-XH1',
      signer: '应急局分管负责人',
    },
  },
  {
    document: 'serviceReceipt',
    of: 'an order that was drawn and served here',
    story: () => finished(assigned({}), 'rectifyOrder', '2026-03-03'),
    says: {
      ...BUREAU,
      paper: '责令限期整改指令书',
      paperNumber: '应急局责改〔2026〕1号',
      way: '直接送达',
      servedOn: '2026年3月3日',
    },
  },
  {
    document: 'serviceReceipt',
    of: 'a refused order that was made outside',
    story: servedByHand,
    says: {
      paperNumber: '应急责改〔2026〕1号',
      way: '拒签',
      witness: '城关街道幸福社区工作人员孙某',
      server: '张建国',
    },
  },
  {
    document: 'controlDecision',
    of: 'a seal',
    story: () => imposed(),
    says: {
      ...BUREAU,
      officers: OFFICERS,
      measure: '查封',
      target: '二号仓库',
      basis: '第六十五条第一款第四项',
      term: '至2026年4月4日止',
      remedies: REMEDIES,
    },
  },
  {
    document: 'controlDecision',
    of: 'a seal that is extended',
    story: sealedLonger,
    says: { measure: '延长查封', signer: '应急局主要负责人', decidedOn: '2026年3月25日', term: '延长后的措施期限' },
  },
  {
    document: 'supplyCutNotice',
    of: 'a power cut',
    story: supplyCut,
    says: {
      ...BUREAU,
      supply: '停电',
      effectiveAt: '2026年3月6日11时30分',
      basis: '第七十条',
      signer: '应急局主要负责人',
    },
  },
  {
    document: 'resumptionOpinion',
    of: 'a consent',
    story: () => resumed('consent'),
    says: {
      ...BUREAU,
      cause: '2026年3月6日提出的恢复生产经营申请',
      measures: '对二号仓库查封',
      conclusion: '同意恢复',
      remedies: REMEDIES,
    },
  },
  {
    document: 'resumptionOpinion',
    of: 'a refusal',
    story: () => resumed('refuse'),
    says: { conclusion: '不同意恢复', measures: '对二号仓库查封' },
  },
];
