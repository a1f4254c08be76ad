import type { Day, Instant } from '../kernel/instant.ts';
import type { PersonId } from '../kernel/terms.ts';
import type { Evidence, OrderType, ServiceWay } from './vocabulary.ts';

/** What a 现场检查记录 says beside what was found: where, from when to when, by which two officers, who was there. */
export interface InspectionBody {
  readonly place: string;
  readonly from: Instant;
  readonly to: Instant;
  readonly officers: readonly PersonId[];
  /** Who received them on the spot. */
  readonly contact?: string;
}
/** The paper that an assignment is made by. */
export interface OrderBody {
  readonly type: OrderType;
  /** Of a paper that was made outside; without it the order is drawn up, issued and served here. */
  readonly number?: string;
  readonly date: Day;
  readonly officers: readonly PersonId[];
  readonly remedies?: string;
}
/** How a paper reached its addressee. */
export interface ServiceBody {
  readonly way: ServiceWay;
  readonly date: Day;
  /** Who saw the refusal (拒签) or the deposit (留置). */
  readonly witness?: string;
  readonly evidence: Evidence;
}
/** 以手工文书替代: a paper that was made outside takes the place of one that cannot be made here. */
export interface ReplacementBody {
  /** Of the paper that it takes the place of. */
  readonly key: string;
  readonly number: string;
  readonly date: Day;
  readonly reason: string;
  readonly evidence: Evidence;
  /** An order may be served later; any other paper must have been served. */
  readonly service?: ServiceBody;
}
/** 被检查单位负责人 signed, or refused to, which is noted with a witness. */
export interface Signature {
  readonly signed: boolean;
  readonly refusalNote?: string;
}
