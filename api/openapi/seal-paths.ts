import { operationObject, path, query, type Operation } from './operations.ts';

function seal(operation: Omit<Operation, 'tag'>): object {
  return operationObject({ tag: '公共', ...operation });
}

/** The paths of seals. */
export const SEAL_PATHS: Readonly<Record<string, object>> = {
  '/v1/seals': {
    get: seal({
      id: 'seals',
      summary: '封签，新的在前',
      parameters: [
        query('cursor', '上一页的 next'),
        query('limit', '每页条数', { type: 'integer', minimum: 1, maximum: 200 }),
      ],
      answers: {
        200: { description: '一页封签：序号、时间、封签根、前一封签的摘要、密钥编号、签名', schema: 'SealList' },
      },
    }),
  },
  '/v1/seals/{n}': {
    get: seal({
      id: 'seal',
      summary: '一号封签；审计员另见其中变动的链头，分页',
      parameters: [
        path('n', '序号'),
        query('cursor', '上一页的 next：末一条链的名称'),
        query('limit', '每页链头数', { type: 'integer', minimum: 1, maximum: 5_000 }),
      ],
      answers: { 200: { description: '封签', schema: 'Seal' } },
    }),
  },
  '/v1/public/seals/latest': {
    get: seal({
      id: 'latestSeal',
      summary: '最新一号封签：抄录其封签根的人即为见证',
      open: true,
      refuses: [404],
      answers: { 200: { description: '封签', schema: 'Seal' } },
    }),
  },
  '/health/seals': {
    get: seal({
      id: 'sealHealth',
      summary: '封签是否按时制作并送达',
      open: true,
      answers: {
        200: { description: '半小时内的封签已送达各处', schema: 'SealHealth' },
        503: { description: '封签没有按时制作，或没有送达' },
      },
    }),
  },
};
