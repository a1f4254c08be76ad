import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { documentOf, problem, Problem } from '../problems/problem.ts';
import { isUnavailable } from '../../db/errors.ts';
import { HashingBusy } from '../../db/passwords.ts';
import { HEADERS } from './headers.ts';
import { isEngineAway } from '../problems/away.ts';

/** What the framework and its plugins throw, by code; everything else of 4xx is `MalformedRequest`. */
const FRAMEWORK: Readonly<Record<string, () => Problem>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: () => problem('TooLarge', '请求内容超过 1 MB。'),
  FST_REQ_FILE_TOO_LARGE: () => problem('TooLarge', '文件超过大小限制。'),
  FST_FILES_LIMIT: () => problem('TooLarge', '一次只能上传一个文件。'),
  FST_PARTS_LIMIT: () => problem('TooLarge', '表单项过多。'),
  FST_FIELDS_LIMIT: () => problem('TooLarge', '表单项过多。'),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () => problem('UnsupportedMediaType', '请以 application/json 提交。'),
  FST_INVALID_MULTIPART_CONTENT_TYPE: () => problem('UnsupportedMediaType', '请以 multipart/form-data 上传文件。'),
  FST_ERR_CTP_EMPTY_JSON_BODY: () => problem('MalformedRequest', '请求内容为空，至少应为 {}。'),
  FST_ERR_HANDLER_TIMEOUT: () => problem('Overloaded', '未能在规定时间内答复，请稍后再试。'),
};

/** Who hears these may come again, in so many seconds unless the problem knows better. */
const AGAIN: readonly number[] = [429, 503];

/** Every error leaves as a problem document in Chinese; what is not foreseen is logged and told as 500 without detail. */
export function errors(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => {
    const known = problemOf(error);
    if (known.status >= 500) request.log.error({ err: error, code: known.code }, 'request failed');
    return sendProblem(known, request, reply);
  });
  app.setNotFoundHandler((request, reply) => sendProblem(problem('NotFound', '没有这个地址。'), request, reply));
}

/** What the framework refuses before any route or hook is known, such as a broken percent sign in the address. */
export function frameworkError(_error: Error, request: FastifyRequest, reply: FastifyReply): void {
  void sendProblem(problem('MalformedRequest', '请求的地址格式有误。'), request, reply.headers(HEADERS));
}

function sendProblem(it: Problem, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return reply
    .code(it.status)
    .headers(AGAIN.includes(it.status) ? { 'retry-after': '5', ...it.headers } : it.headers)
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(documentOf(it, request.id)));
}

/** What an error is answered with. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const { code, statusCode } = error as { code?: unknown; statusCode?: unknown };
  const framework = typeof code === 'string' ? FRAMEWORK[code] : undefined;
  if (framework !== undefined) return framework();
  if (error instanceof HashingBusy) return problem('Overloaded', '登录的人过多，请稍后再试。');
  if (isUnavailable(error)) return problem('DatabaseAway', '数据库暂时不可用，请稍后再试。');
  if (isEngineAway(error)) return problem('EngineAway', '流程引擎暂时不可用，请稍后再试。');
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500)
    return problem('MalformedRequest', '请求不是有效的 JSON，或格式有误。');
  return problem('Internal', '系统内部错误，已记录，请稍后再试。');
}
