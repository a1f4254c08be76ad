import type { LifecycleRow } from '../kernel/definition.ts';
import type { CommandType } from './command.ts';
import { LIVE_STATUSES, OPEN_STATUSES, STATUSES, type Status } from './status.ts';

/** How an actor may stand to a hazard. */
export type Relation =
  | 'anyone'
  | 'reporter'
  | 'holder'
  | 'supervisor'
  | 'rectifier'
  | 'operator'
  | 'assist'
  | 'township'
  | 'receiver'
  | 'sender'
  | 'authority'
  | 'office'
  | 'officeDirector'
  | 'leader'
  | 'inspection'
  | 'confirmer'
  | 'gradeDecider'
  | 'extensionDecider'
  | 'admin'
  | 'system';

type Row = LifecycleRow<CommandType, Status, Relation>;

const DESIGN = '本系统设计：责任岗位与时限';
const STAY = '本系统设计：中止计时须具名并附证据';
const WATCHED: readonly Status[] = [...OPEN_STATUSES, 'closed'];
const INTAKE: readonly Status[] = ['reported', 'registered'];
const WORK: readonly Status[] = ['assigned', 'planning', 'rectifying', 'rechecking'];

function row(command: CommandType, statuses: Row['statuses'], by: readonly Relation[], basis = DESIGN): Row {
  return { command, statuses, by, basis };
}

/** Which command is heard in which status, from whom, and where that comes from. `decide` asks this table, too. */
export const LIFECYCLE: readonly Row[] = [
  row('Report', 'opening', ['anyone'], '《安全生产法》第59、73条'),
  row('Import', 'opening', ['system']),
  row('Verify', ['reported'], ['holder'], '《安全生产法》第73条'),
  row('ProposeRejection', ['reported'], ['holder']),
  row('DecideRejection', ['reported'], ['holder']),
  row('Appeal', ['rejected'], ['reporter', 'office', 'inspection']),
  row('Merge', INTAKE, ['holder', 'office']),
  row('Transfer', INTAKE, ['holder'], '《安全生产法》第69条'),
  row('AnswerTransfer', INTAKE, ['receiver', 'sender', 'office'], '《安全生产法》第69条'),
  row('Grade', ['registered', ...WORK], ['supervisor', 'office'], '重大事故隐患判定标准'),
  row('DecideGrade', ['registered', ...WORK], ['gradeDecider'], '重大事故隐患判定标准'),
  row('Assign', ['registered'], ['supervisor', 'office'], '《安全生产法》第65条'),
  row('Reassign', OPEN_STATUSES, ['supervisor', 'office']),
  row('RecordService', WORK, ['supervisor', 'office'], '《行政处罚法》第61条'),
  row(
    'ReplacePaper',
    [...WORK, 'closing'],
    ['supervisor', 'office', 'officeDirector'],
    '本系统设计：系统不能制作的，以手工文书替代',
  ),
  row('Accept', ['assigned'], ['holder', 'rectifier']),
  row('ReturnAssignment', ['assigned'], ['holder', 'rectifier']),
  row('Adjudicate', [...INTAKE, 'assigned'], ['holder', 'office', 'officeDirector'], '《安全生产法》第10条'),
  row('SubmitPlan', ['planning'], ['holder', 'rectifier'], '安监总局令第16号第15条'),
  row('DecidePlan', ['planning'], ['holder'], '安监总局令第16号第15条'),
  row('ReportProgress', ['planning', 'rectifying', 'rechecking'], ['rectifier']),
  row('RequestExtension', ['rectifying'], ['rectifier'], '原安监总局令第15号第16条（待核）'),
  row('DecideExtension', ['rectifying', 'rechecking'], ['extensionDecider'], '原安监总局令第15号第16条（待核）'),
  row('SubmitAssist', ['planning', 'rectifying', 'rechecking'], ['assist']),
  row('SubmitRectification', ['rectifying', 'rechecking'], ['holder', 'rectifier'], '《安全生产法》第41条'),
  row('Recheck', ['rechecking'], ['holder', 'supervisor', 'office'], '《安全生产法》第65条'),
  row('DecideCloseout', ['closing'], ['holder'], '安监总局令第16号第23条'),
  row('LookBack', ['closed'], ['holder', 'inspection', 'office', 'supervisor']),
  row('Reopen', ['closed'], ['anyone']),
  row('Abolish', ['registered', ...WORK, 'closing'], ['office', 'officeDirector', 'leader'], '《安全生产法》第113条'),
  row('RectifyOnTheSpot', INTAKE, ['holder', 'supervisor'], '《安全生产法》第65条'),
  row('DecideRung', WATCHED, ['confirmer']),
  row('ReplyToSupervision', WATCHED, ['holder', 'rectifier', 'supervisor']),
  row('LowerLevel', OPEN_STATUSES, ['officeDirector', 'leader']),
  row(
    'RaiseGround',
    WATCHED,
    ['supervisor', 'office', 'officeDirector', 'leader', 'inspection'],
    '《安全生产法》第71、90条',
  ),
  row('CorrectRecord', LIVE_STATUSES, ['admin', 'office']),
  row('ImposeControl', OPEN_STATUSES, ['authority'], '《安全生产法》第65条；《行政强制法》第25条'),
  row('RequestResumption', OPEN_STATUSES, ['rectifier', 'operator'], '《安全生产法》第65条'),
  row('DecideResumption', OPEN_STATUSES, ['supervisor', 'office'], '《安全生产法》第65条'),
  row('CutSupply', OPEN_STATUSES, ['supervisor', 'officeDirector'], '《安全生产法》第70条'),
  row('RestoreSupply', OPEN_STATUSES, ['supervisor', 'officeDirector'], '《安全生产法》第70条'),
  row('StayClock', ['planning', 'rectifying'], ['office', 'officeDirector'], STAY),
  row('LiftStay', ['planning', 'rectifying'], ['office', 'officeDirector'], STAY),
  row('Delist', ['registered', ...WORK, 'closing'], ['officeDirector', 'leader'], '本系统设计：解除挂牌须具名'),
  row('RecordUrging', WORK, ['township'], '县安委会：乡镇街办参与督促督导'),
  row('ReviseTerms', WATCHED, ['office', 'officeDirector', 'leader', 'admin'], '本系统设计：规则冻结，修订须具名'),
  row('HandOver', OPEN_STATUSES, ['system']),
  row('Hear', STATUSES, ['system']),
  row('Wake', STATUSES, ['system']),
];
