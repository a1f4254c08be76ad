import { CHAIN_BY } from '../../db/queries/chain-groups.ts';
import { STATISTICS_BY } from '../../db/queries/statistics-groups.ts';
import { KINDS } from '../../workflows/kinds.ts';
import { operationObject, query, type Operation } from './operations.ts';

const NAMES = KINDS.map(({ rules }) => rules.name);
const DAY = { type: 'string', format: 'date' };
const FILTER = [
  query('from', '发现日期起', DAY),
  query('to', '发现日期止', DAY),
  query('region', '乡镇'),
  query('sector', '行业领域'),
];

function shared(operation: Omit<Operation, 'tag'>): object {
  return operationObject({ tag: '公共', ...operation });
}

/** What the console reads beside what everybody does. */
export const CONSOLE_PATHS: Readonly<Record<string, object>> = {
  '/v1/stream': {
    get: shared({
      id: 'stream',
      summary: '实时获知变化（server-sent events）',
      description:
        '查看范围内的事项有新版本时给出 {"path", "version"}，本岗位有新通知时给出 {"path": "/v1/inbox"}；path 为 /v1/ 时请全部重新读取。随会话结束而结束。每人最多同时五路。',
      answers: { 200: { description: '一行一条变化', type: 'text/event-stream' } },
    }),
  },
  '/v1/desk': {
    get: shared({
      id: 'desk',
      summary: '我的待办：本岗位承办的、待本岗位决定的、待签发送达的文书、已上报转出的',
      answers: {
        200: {
          description: '待办；各部分最多 200 件，unit 为本单位其他岗位承办的，heldTotal、unitTotal 为总数',
          schema: 'Desk',
        },
      },
    }),
  },
  '/v1/chain/groups': {
    get: shared({
      id: 'chainGroups',
      summary: '在办事项按承办岗位、单位、乡镇或督办级别分组',
      parameters: [
        { ...query('by', '按什么分组', { enum: CHAIN_BY }), required: true },
        query('kind', '事项种类，缺省为全部', { enum: NAMES }),
      ],
      answers: {
        200: {
          description:
            '在办、逾期、各级督办的件数，最近的期限（nextDue），最久没有人办理的，自何时起（silentSince；从未有人办理的自登记时起）',
          schema: 'ChainGroups',
        },
      },
    }),
  },
  '/v1/statistics/groups': {
    get: shared({
      id: 'statisticsGroups',
      summary: '排查治理统计，按月份、乡镇、行业领域、牵头单位或督办级别分组',
      parameters: [{ ...query('by', '按什么分组', { enum: STATISTICS_BY }), required: true }, ...FILTER],
      answers: {
        200: {
          description: '各组之和等于同样条件的 /v1/statistics；按期率只计在本系统整改的，一次通过率只计复查过的',
          schema: 'StatisticsGroups',
        },
      },
    }),
  },
  '/v1/statistics/cohorts': {
    get: shared({
      id: 'statisticsCohorts',
      summary: '各月发现的隐患多久销号',
      parameters: FILTER,
      answers: {
        200: { description: '30 天内、31 至 60 天、61 至 90 天和更久销号的件数，仍在办的件数', schema: 'Cohorts' },
      },
    }),
  },
};
