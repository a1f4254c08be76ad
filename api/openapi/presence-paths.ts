import { CANCEL_SCHEMA, LEAVE_SCHEMA, TENURE_END_SCHEMA, TENURE_SCHEMA } from '../bodies/presence.ts';
import { jsonBody, operationObject, path, type Operation } from './operations.ts';

function shared(operation: Omit<Operation, 'tag'>): object {
  return operationObject({ tag: '公共', ...operation });
}

/** Leave, and who is in a post. */
export const PRESENCE_PATHS: Readonly<Record<string, object>> = {
  '/v1/registers/leaves': {
    post: shared({
      id: 'registerLeave',
      summary: '登记请假',
      description: '所持事项随即转由代理岗位或下一责任岗位办理，办理时限不变。',
      body: jsonBody(LEAVE_SCHEMA),
      answers: { 201: { description: '已登记', schema: 'Leave' } },
    }),
  },
  '/v1/registers/leaves/{id}/cancel': {
    post: shared({
      id: 'cancelLeave',
      summary: '撤销请假',
      description: '已转出的事项不自动转回，可改派。',
      parameters: [path('id', '请假编号')],
      body: jsonBody(CANCEL_SCHEMA),
      answers: { 200: { description: '已撤销', schema: 'Leave' } },
    }),
  },
  '/v1/registers/tenures': {
    post: shared({
      id: 'beginTenure',
      summary: '人员到岗',
      body: jsonBody(TENURE_SCHEMA),
      refuses: [404],
      answers: { 201: { description: '已登记', schema: 'Tenure' } },
    }),
  },
  '/v1/registers/tenures/end': {
    post: shared({
      id: 'endTenure',
      summary: '人员离岗',
      body: jsonBody(TENURE_END_SCHEMA),
      refuses: [404],
      answers: { 200: { description: '已变更', schema: 'Tenure' } },
    }),
  },
};
