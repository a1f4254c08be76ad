import type { JsonSchema } from '../../workflows/kernel/face.ts';
import { object, text } from '../../workflows/kernel/schema-parts.ts';

const day = (title: string): JsonSchema => ({ type: 'string', format: 'date', title });
const id = (title: string): JsonSchema => ({ type: 'string', minLength: 1, maxLength: 64, title });
const reason = text('理由');

/** Leave of a person from one day to another, inclusive. */
export const LEAVE_SCHEMA = object(
  { person: id('人员'), from: day('起始日'), to: day('截止日'), reason },
  { deputyPost: id('代理岗位') },
);
export const CANCEL_SCHEMA = object({ reason });

export const TENURE_SCHEMA = object(
  { post: id('岗位'), person: id('人员'), validFrom: day('起始日'), reason },
  { validTo: day('截止日') },
);
export const TENURE_END_SCHEMA = object({ post: id('岗位'), person: id('人员'), validTo: day('截止日'), reason });
