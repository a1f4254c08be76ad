import { FIGURES } from '../../db/queries/figures.ts';
import type { CommandFace, JsonSchema } from '../../workflows/kernel/face.ts';
import type { Kind } from '../../workflows/kinds.ts';
import { knowsPolicy } from '../commands/opening.ts';
import { commandsOfPeople, openingFace } from '../matters/lifecycle.ts';
import { asksIdentity } from '../tips/identity.ts';
import { COMMAND_HEADERS, IF_MATCH, jsonBody, operationObject, path, query, type Operation } from './operations.ts';

const ID = path('id', '事项编码');
const WAITING = { description: '已登记，尚无结果，见 Location', schema: 'CommandOutcome' };

/** The paths of one kind: opening, lists, lookups, and one operation for each command of people. */
export function loopPaths(kind: Kind): Readonly<Record<string, object>> {
  const base = `/v1/${kind.face.path}`;
  return {
    [base]: { get: operationObject(list(kind)), ...opening(kind) },
    [`${base}/export`]: { get: operationObject(exported(kind)) },
    [`${base}/{id}`]: { get: operationObject(one(kind)) },
    [`${base}/{id}/events`]: { get: operationObject(events(kind)) },
    [`${base}/{id}/history`]: { get: operationObject(history(kind)) },
    [`${base}/{id}/commands`]: { get: operationObject(available(kind)) },
    [`${base}/{id}/audit`]: { post: operationObject(audit(kind)) },
    [`${base}/{id}/audit/{key}`]: { get: operationObject(verdict(kind)) },
    ...Object.fromEntries(
      commandsOfPeople(kind).map((type) => [
        `${base}/{id}/commands/${type}`,
        { post: operationObject(command(kind, type)) },
      ]),
    ),
  };
}

/** A schema whose `$defs` travel with it: inside the document their references start at its own place. */
function standingAlone(schema: JsonSchema, place: string): JsonSchema {
  if (schema['$defs'] === undefined) return schema;
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', `"#${place}/$defs/`)) as JsonSchema;
}

function opening(kind: Kind): { post?: object } {
  const face = openingFace(kind);
  if (face === null) return {};
  const place = placeOf(`/v1/${kind.face.path}`);
  return {
    post: operationObject({
      tag: kind.face.title,
      id: `${kind.rules.name}.${kind.face.opening.command}`,
      summary: face.label,
      description: `可由 ${kind.face.opening.by.join('、')} 办理。`,
      parameters: COMMAND_HEADERS,
      body: jsonBody(standingAlone(withPolicy(face.schema), place), face.example),
      answers: { 201: { description: '已登记', schema: 'Opened' }, 202: WAITING },
      extra: { ...demoOf(face), ...(asksIdentity(face.schema) ? { security: [{ bearer: [] }, {}] } : {}) },
    }),
  };
}

function command(kind: Kind, type: string): Operation {
  const face = kind.face.commands[type];
  if (face === undefined) throw new Error(`${kind.rules.name} has no face for ${type}`);
  const rows = kind.rules.lifecycle.filter((row) => row.command === type);
  const by = [...new Set(rows.flatMap((row) => row.by))].join('、');
  const basis = [...new Set(rows.map((row) => row.basis))].join('；');
  const statuses = rows.flatMap((row) => (row.statuses === 'opening' ? [] : row.statuses));
  const heardIn = [...new Set(statuses)].map((status) => kind.face.statuses[status]?.label ?? status).join('、');
  return {
    tag: kind.face.title,
    id: `${kind.rules.name}.${type}`,
    summary: face.label,
    description: `受理状态：${heardIn}。办理人：${by}。依据：${basis}。`,
    parameters: [ID, ...COMMAND_HEADERS, IF_MATCH],
    // What only registers can bring about, such as new terms, has no example that could be tried.
    body: jsonBody(
      standingAlone(face.schema, placeOf(`/v1/${kind.face.path}/{id}/commands/${type}`)),
      face.demo === null ? undefined : face.example,
    ),
    answers: { 200: { description: '已办理', schema: 'Done' }, 202: WAITING },
    extra: demoOf(face),
  };
}

/** The field by which an opening may ask for deadlines in seconds, where the launcher allows it. */
function withPolicy(schema: JsonSchema): JsonSchema {
  if (knowsPolicy(schema)) return schema;
  const properties = { ...(schema['properties'] as object), policy: { enum: ['standard', 'trial'] } };
  return { ...schema, properties };
}

function placeOf(url: string): string {
  const segment = url.replaceAll('~', '~0').replaceAll('/', '~1').replaceAll('{', '%7B').replaceAll('}', '%7D');
  return `/paths/${segment}/post/requestBody/content/application~1json/schema`;
}

function demoOf(face: CommandFace): Readonly<Record<string, unknown>> {
  return face.demo === null ? {} : { 'x-demo': face.demo };
}

/** What lists and exports may be narrowed and ordered by (`LIST_FILTERS`). */
function filters(kind: Kind): readonly object[] {
  const day = { type: 'string', format: 'date' };
  return [
    query('status', '状态', { enum: Object.keys(kind.face.statuses) }),
    query('open', '是否未了结', { type: 'boolean' }),
    query('severity', '级别：一般或重大', { enum: ['general', 'major'] }),
    query('holder', '当前办理岗位或单位'),
    query('region', '乡镇，`-` 为未定的'),
    query('sector', '行业领域，`-` 为未定的'),
    query('level', '督办级别', { type: 'integer', minimum: 0 }),
    query('overdue', '是否逾期', { type: 'boolean' }),
    query('lead', '牵头单位，`-` 为未定的'),
    query('subject', '整改单位'),
    query('foundFrom', '发现日期起', day),
    query('foundTo', '发现日期止', day),
    query('countedAs', '统计中这一项所计的事项，件数与统计一致', { enum: FIGURES }),
    query('q', '编号或标题中的文字'),
    query('sort', '`opened` 新登记的在前（缺省），`due` 先到期的在前', { enum: ['opened', 'due'] }),
  ];
}

function exported(kind: Kind): Operation {
  return {
    tag: kind.face.title,
    id: `${kind.rules.name}.listExport`,
    summary: `导出${kind.face.title}列表`,
    description: '按同样的条件导出全部，最多 20000 件；每次导出记入审计日志。',
    parameters: filters(kind),
    answers: {
      200: { description: 'Excel 工作簿', type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
    },
  };
}

function list(kind: Kind): Operation {
  return {
    tag: kind.face.title,
    id: `${kind.rules.name}.list`,
    summary: `${kind.face.title}列表`,
    parameters: [
      ...filters(kind),
      query('cursor', '上一页的 next'),
      query('limit', '每页条数，最多 200', { type: 'integer', minimum: 1, maximum: 200 }),
    ],
    answers: { 200: { description: '一页', schema: 'MatterList' } },
  };
}

function one(kind: Kind): Operation {
  return {
    tag: kind.face.title,
    id: `${kind.rules.name}.get`,
    summary: `查看${kind.face.title}`,
    parameters: [
      ID,
      query('asOf', '当时的情形', { type: 'string', format: 'date-time' }),
      query('source', '`workflow`：直接问流程，以便比对', { enum: ['projection', 'workflow'] }),
    ],
    answers: { 200: { description: '事项', schema: 'Matter' } },
  };
}

function events(kind: Kind): Operation {
  return {
    tag: kind.face.title,
    id: `${kind.rules.name}.events`,
    summary: '办理记录（账本）',
    parameters: [ID],
    answers: { 200: { description: '按序号排列，带哈希', schema: 'EventList' } },
  };
}

function history(kind: Kind): Operation {
  return {
    tag: kind.face.title,
    id: `${kind.rules.name}.history`,
    summary: '流程引擎的历史',
    parameters: [ID],
    answers: { 200: { description: 'Temporal 历史，JSON 格式', schema: 'History' } },
  };
}

function available(kind: Kind): Operation {
  return {
    tag: kind.face.title,
    id: `${kind.rules.name}.commands`,
    summary: '现在可以办理什么',
    parameters: [ID],
    answers: { 200: { description: '各项操作', schema: 'AvailableCommands' } },
  };
}

function audit(kind: Kind): Operation {
  return {
    tag: kind.face.title,
    id: `${kind.rules.name}.audit`,
    summary: '核验历史、账本与现状是否一致',
    parameters: [ID],
    answers: {
      200: { description: '核验结论', schema: 'Verdict' },
      202: { description: '仍在核验，见 Location', schema: 'Waiting' },
    },
  };
}

function verdict(kind: Kind): Operation {
  return {
    tag: kind.face.title,
    id: `${kind.rules.name}.verdict`,
    summary: '查询一次核验',
    parameters: [ID, path('key', '核验编号')],
    answers: {
      200: { description: '核验结论', schema: 'Verdict' },
      202: { description: '仍在核验', schema: 'Waiting' },
    },
  };
}
