import type { LifecycleRow } from '../kernel/definition.ts';
import type { TipCommand } from './command.ts';
import type { Relation } from './relations.ts';
import { OPEN_STATUSES, type OpenStatus } from './state.ts';

type Row = LifecycleRow<TipCommand['type'], OpenStatus, Relation>;

const DESIGN = '本系统设计：举报';
/** While the answer is owed. */
const UNANSWERED: readonly OpenStatus[] = ['verifying', 'verified', 'handling'];

function row(command: Row['command'], statuses: Row['statuses'], by: readonly Relation[], basis = DESIGN): Row {
  return { command, statuses, by, basis };
}

/** In which statuses a command is heard, who may say it, and where the rule comes from. */
export const LIFECYCLE: readonly Row[] = [
  row('GiveTip', 'opening', ['anyone'], '《安全生产法》第73、74条'),
  row('AcceptTip', ['received'], ['holder', 'office'], '参照《信访工作条例》第22、23条'),
  row('DeclineTip', ['received'], ['holder', 'office'], '参照《信访工作条例》第22、23条'),
  row('MarkDuplicate', ['received', 'verifying'], ['holder', 'office'], '《安全生产领域举报奖励办法》（最先举报人）'),
  row(
    'DecideDismissal',
    ['received', 'verifying'],
    ['officeDirector', 'leader'],
    '不予受理、转交和重复认定须两人（本系统设计）',
  ),
  row('ReturnTip', ['verifying'], ['holder', 'verifier'], '核查单位选错的退回改派（本系统设计）'),
  row('VerifyTip', ['verifying'], ['holder', 'verifier'], '《安全生产法》第73条'),
  row('RequestMoreTime', UNANSWERED, ['holder', 'verifier'], '参照《信访工作条例》第34条'),
  row('DecideMoreTime', UNANSWERED, ['holder', 'officeDirector', 'leader'], '参照《信访工作条例》第34条'),
  row('RecordPenalty', ['verified', 'handling', 'answered', 'rewarding'], ['holder', 'verifier', 'office']),
  row(
    'AnswerTip',
    ['verified', 'handling', 'duplicate'],
    ['holder', 'verifier', 'officeDirector', 'leader'],
    '参照《信访工作条例》第34条',
  ),
  row('ProposeReward', ['answered'], ['holder', 'office'], '《安全生产领域举报奖励办法》'),
  row('DecideReward', ['rewarding'], ['officeDirector', 'leader'], '《安全生产领域举报奖励办法》'),
  row('HandOver', OPEN_STATUSES, ['system'], '岗位空缺或人员请假，转下一责任岗位（本系统设计）'),
  row('ReviseTerms', OPEN_STATUSES, ['reviser'], '规则冻结，修订须具名（本系统设计）'),
  row('Wake', OPEN_STATUSES, ['system'], '沉默不停环（本系统设计）'),
  row('Hear', ['handling', 'answered', 'settled', 'rewarding'], ['system'], '隐患办理情况告知（本系统设计）'),
];
