import { KINDS } from '../../workflows/kinds.ts';
import { ISSUE, REDRAW, SERVICE, SIGNATURE } from '../bodies/documents.ts';
import {
  COMMAND_HEADERS,
  fileBody,
  jsonBody,
  operationObject,
  PAGE as REGISTER_PAGE,
  path,
  query,
  type Operation,
} from './operations.ts';

const [IDEMPOTENCY_KEY = {}] = COMMAND_HEADERS;
const ID = path('id', '文书编码');
const CODE = path('code', '文书上的核验码（64 位十六进制）');
const NAME = path('name', '文书名称，如 rectifyOrder');
const TEMPLATE = '/v1/registers/templates/{name}';
const PAGE = [
  query('cursor', '上一页的 next'),
  query('limit', '每页条数', { type: 'integer', minimum: 1, maximum: 200 }),
];

function shared(operation: Omit<Operation, 'tag'>): object {
  return operationObject({ tag: '文书', ...operation });
}

function act(id: string, summary: string, body: object, description?: string, status = 200): object {
  return shared({
    id,
    summary,
    ...(description === undefined ? {} : { description }),
    parameters: [ID, IDEMPOTENCY_KEY],
    body: jsonBody(body),
    answers: { [status]: { description: '文书现状', schema: 'WholeDocument' } },
  });
}

const OF_MATTERS = Object.fromEntries(
  KINDS.map(({ face, rules }) => [
    `/v1/${face.path}/{id}/documents`,
    {
      get: shared({
        id: `${rules.name}Documents`,
        summary: `${face.title}的文书，按所依据的事件先后`,
        parameters: [path('id', '事项编码')],
        answers: { 200: { description: '您可以查阅的文书', schema: 'DocumentList' } },
      }),
    },
  ]),
);

const DOCUMENTS: Readonly<Record<string, object>> = {
  '/v1/documents': {
    get: shared({
      id: 'waitingDocuments',
      summary: '等您办理的文书，久等的在前',
      parameters: [
        { ...query('waiting', '待签名、待签发或待送达', { enum: ['sign', 'issue', 'serve'] }), required: true },
        ...PAGE,
      ],
      answers: { 200: { description: '一页', schema: 'DocumentList' } },
    }),
  },
  '/v1/documents/{id}': {
    get: shared({
      id: 'document',
      summary: '一份文书：各版、签名，以及您可以办什么、不能办的为什么',
      parameters: [ID],
      answers: { 200: { description: '文书', schema: 'WholeDocument' } },
    }),
  },
  '/v1/documents/{id}/file': {
    get: shared({
      id: 'documentFile',
      summary: '下载文书',
      parameters: [
        ID,
        query('format', '格式，缺省为 pdf', { enum: ['pdf', 'docx'] }),
        query('edition', '第几版，缺省为现行版', { type: 'integer', minimum: 1 }),
      ],
      answers: { 200: { description: '文件', type: '*/*' } },
    }),
  },
  '/v1/documents/{id}/signatures': {
    post: act(
      'signDocument',
      '签名，或者记录当事人拒签',
      SIGNATURE,
      '签名与所阅看的 PDF 的哈希值绑定，已有新版的不能签（409）。当事人的签名由署名的执法人员当面采集，写明签名人；拒签的写明情况和见证人。图片为 200 KB 以内的 PNG。',
      201,
    ),
  },
  '/v1/documents/{id}/issues': { post: act('issueDocument', '签发', ISSUE, '由制发单位分管以上负责人签发。') },
  '/v1/documents/{id}/services': {
    post: act('serveDocument', '登记送达', SERVICE, '整改期限自送达之日起算。留置、拒收须有见证人和影像资料。'),
  },
  '/v1/documents/{id}/redraws': {
    post: act('redrawDocument', '重新制作', REDRAW, '文号不变；以前各版的签名不再有效。签发后不能重新制作。', 202),
  },
};

const PUBLIC: Readonly<Record<string, object>> = {
  '/v1/public/documents/{code}': {
    get: shared({
      id: 'publicDocument',
      summary: '核验一份文书，不需登录',
      open: true,
      parameters: [CODE],
      answers: { 200: { description: '文书是否有效、各版文件的哈希值、电子签章', schema: 'PublicDocument' } },
    }),
  },
  '/public/documents/{code}': {
    get: shared({
      id: 'publicDocumentPage',
      summary: '文书二维码所指的核验页',
      open: true,
      parameters: [CODE],
      answers: {
        200: { description: '核验页', type: 'text/html' },
        404: { description: '没有这份文书', type: 'text/html' },
      },
    }),
  },
};

const TEMPLATES: Readonly<Record<string, object>> = {
  '/v1/registers/templates': {
    get: shared({
      id: 'templates',
      summary: '各种文书现用的模板及其字段',
      parameters: REGISTER_PAGE,
      answers: { 200: { description: '一页', schema: 'TemplateList' } },
    }),
  },
  [TEMPLATE]: {
    post: shared({
      id: 'putTemplate',
      summary: '换用本县的文书模板',
      description:
        '检查模板：未知和缺少的字段、宏、外部链接等逐条列出。没有问题的，此后制作的文书按它制作；dryRun 只检查并给出预览。',
      parameters: [NAME, query('dryRun', '只检查，不换用', { type: 'boolean' })],
      body: fileBody('Word 文档（.docx），最大 2 MB；字段写作 {字段名}'),
      answers: {
        200: { description: '检查结果；有问题则不换用', schema: 'TemplateCheck' },
        202: { description: '仍在检查，见 Location', schema: 'TemplateCheck' },
      },
    }),
    delete: shared({
      id: 'removeTemplate',
      summary: '恢复随附的文书模板',
      parameters: [NAME],
      answers: { 204: { description: '已恢复' } },
    }),
  },
  [`${TEMPLATE}/file`]: {
    get: shared({
      id: 'templateFile',
      summary: '下载现用的文书模板',
      parameters: [NAME],
      answers: { 200: { description: 'Word 文档', type: '*/*' } },
    }),
  },
  [`${TEMPLATE}/checks/{id}`]: {
    get: shared({
      id: 'templateCheck',
      summary: '查询一次模板检查',
      parameters: [NAME, path('id', '检查编码')],
      answers: { 200: { description: '检查结果', schema: 'TemplateCheck' } },
    }),
  },
  [`${TEMPLATE}/previews/{id}`]: {
    get: shared({
      id: 'templatePreview',
      summary: '模板预览：各字段以其名称填写',
      parameters: [NAME, path('id', '检查编码')],
      answers: { 200: { description: 'PDF', type: '*/*' } },
    }),
  },
};

/** The paths of documents, their public pages and their templates. */
export const DOCUMENT_PATHS: Readonly<Record<string, object>> = {
  ...OF_MATTERS,
  ...DOCUMENTS,
  ...PUBLIC,
  ...TEMPLATES,
};
