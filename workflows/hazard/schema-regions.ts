import type { JsonSchema } from '../kernel/face.ts';
import { CONTROL_WORDS, REVISION_WORDS, SUPPLY_WORDS } from './region-words.ts';
import { body, count, day, evidence, oneOf, people, reason, text } from './schema-parts.ts';
import { flag } from './schema-papers.ts';

const supply: JsonSchema = oneOf('停止供应', SUPPLY_WORDS);

/** The bodies of the commands of the regions: control, stay, listing, urging, revision. */
export const REGION_SCHEMAS = {
  ImposeControl: body<'ImposeControl'>(
    {
      control: oneOf('措施', CONTROL_WORDS),
      target: text('措施对象（场所、设备、人员）'),
      officers: people('执法人员', 1),
      reason,
      evidence,
    },
    {
      document: text('现场处理措施决定书文号', 100),
      date: day,
      extend: count('延长第几项措施', 1, 100),
      replaces: count('替换第几项措施', 1, 100),
    },
  ),
  RequestResumption: body<'RequestResumption'>({ statement: text('整改和验收情况', 4_000), evidence }, {}),
  DecideResumption: body<'DecideResumption'>(
    {
      decision: oneOf('审查结论', { consent: '审查合格，同意恢复', refuse: '不同意恢复' }),
      officers: people('审查人员（两人以上）', 1),
      onSite: flag('已到现场'),
      opinion: text('审查意见', 4_000),
      evidence,
    },
    {},
  ),
  CutSupply: body<'CutSupply'>(
    { supply, document: text('通知文号', 100), reason, evidence },
    { emergency: flag('紧急情形，立即执行') },
  ),
  RestoreSupply: body<'RestoreSupply'>({ supply, reason, evidence }, {}),
  StayClock: body<'StayClock'>({ reason, evidence }, {}),
  LiftStay: body<'LiftStay'>({ reason }, {}),
  Delist: body<'Delist'>({ reason }, {}),
  RecordUrging: body<'RecordUrging'>({ visitedOn: day, found: text('督促情况', 2_000) }, { evidence }),
  ReviseTerms: body<'ReviseTerms'>({ cause: oneOf('修订原因', REVISION_WORDS), reason }, {}),
};
