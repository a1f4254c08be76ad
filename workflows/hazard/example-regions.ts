import type { CommandType } from './command.ts';
import { at, evidence, officers, type Example } from './example-parts.ts';

/** The examples of the regions' commands: control, stay, urging, listing. New terms are the system's, and have none. */
export const REGION_EXAMPLES: Partial<{ [T in CommandType]: Example<T> }> = {
  ImposeControl: {
    body: {
      control: 'seal',
      target: '二号仓库',
      officers,
      reason: '可燃气体报警器失效，存在现实危险，予以查封。',
      document: '（云岭）应急现决〔2026〕1号',
      evidence,
    },
    demo: at('ImposeControl', 'yingji-jb'),
  },
  RequestResumption: {
    body: { statement: '隐患已治理并自行验收合格，申请启封恢复使用。', evidence },
    demo: at('RequestResumption', 'qiye01-fzr'),
  },
  DecideResumption: {
    body: { decision: 'consent', officers, onSite: true, opinion: '经现场审查，危险已消除，同意恢复。', evidence },
    demo: at('DecideResumption', 'yingji-fg'),
  },
  CutSupply: {
    body: {
      supply: 'power',
      document: '（云岭）应急停电〔2026〕1号',
      reason: '拒不执行查封决定，继续作业。',
      evidence,
    },
    demo: at('CutSupply', 'yingji-zr'),
  },
  RestoreSupply: {
    body: { supply: 'power', reason: '已停止作业并履行决定，恢复供电。', evidence },
    demo: at('RestoreSupply', 'yingji-jb'),
  },
  StayClock: {
    body: { reason: '连日暴雨，作业面被淹，客观上无法施工，已落实专人值守。', evidence },
    demo: at('StayClock', 'anweiban'),
  },
  LiftStay: {
    body: { reason: '积水已排除，具备施工条件，恢复计时。' },
    demo: at('LiftStay', 'anweiban'),
  },
  RecordUrging: {
    body: { visitedOn: '{today}', found: '已到现场查看，报警器正在更换，已督促按期完成。', evidence },
    demo: at('RecordUrging', 'chengguan-jb'),
  },
  Delist: {
    body: { reason: '治理措施已落实，险情解除，不再列入重点督办。' },
    demo: at('Delist', 'xianzhang'),
  },
};
