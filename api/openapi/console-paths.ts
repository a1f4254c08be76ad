import { operationObject, type Operation } from './operations.ts';

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
      answers: { 200: { description: '待办；各部分最多 200 件，heldTotal 为承办总数', schema: 'Desk' } },
    }),
  },
};
