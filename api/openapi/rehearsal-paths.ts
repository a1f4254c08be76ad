import { REHEARSAL_SCHEMA } from '../rehearsals/asked.ts';
import { COMMAND_HEADERS, jsonBody, operationObject, path, query } from './operations.ts';

const TAG = '公共';
const [IDEMPOTENCY_KEY = {}] = COMMAND_HEADERS;

/** Rehearsing policies on a past period. */
export const REHEARSAL_PATHS: Readonly<Record<string, object>> = {
  '/v1/rehearsals': {
    post: operationObject({
      tag: TAG,
      id: 'rehearse',
      summary: '用办理规则预演过去一段时期',
      description:
        '按纯规则重放这段时期的台账：哪些督办会提前、推后、增加或减少，多通知哪些岗位，节省多少天。不改动任何事项。' +
        'policy 为规则的编码（可为草稿），或 {basedOn, changes}：在其上试改（JSON Merge Patch，ladder 以行的 id 为名）。',
      parameters: [IDEMPOTENCY_KEY],
      body: jsonBody(REHEARSAL_SCHEMA),
      answers: {
        202: { description: '正在预演，见 Location', schema: 'Rehearsal' },
        200: { description: '同一幂等键的预演已经结束', schema: 'Rehearsal' },
      },
    }),
    get: operationObject({
      tag: TAG,
      id: 'rehearsals',
      summary: '历次预演，新的在前',
      parameters: [query('limit', '条数', { type: 'integer', minimum: 1, maximum: 200 })],
      answers: { 200: { description: '各次预演及进度，不含结果', schema: 'RehearsalList' } },
    }),
  },
  '/v1/rehearsals/{id}': {
    get: operationObject({
      tag: TAG,
      id: 'rehearsal',
      summary: '查询一次预演',
      parameters: [path('id', '预演编码')],
      answers: {
        200: {
          description: '进度；结束后含结果：督办次数、通知到的岗位、节省的日历天数（一位小数）',
          schema: 'Rehearsal',
        },
      },
    }),
  },
};
