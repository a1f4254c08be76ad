import { heardIn } from '../../kernel/lifecycle.ts';
import { PAPER_RULES } from '../../kernel/papers.ts';
import { happened } from '../event.ts';
import { LIFECYCLE } from '../lifecycle.ts';
import { orderPaper } from '../papers.ts';
import { denied } from '../refusal.ts';
import { separated } from '../separation.ts';
import { blank, decided, isNoPaperDay, type Decide } from './parts.ts';
import { served, serviceDenied, serviceOf } from './service.ts';

/** 以手工文书替代: of a paper that the law waits for and that cannot be made here. An order that was served fixes T as any other. */
export const replacePaper: Decide<'ReplacePaper'> = (state, command) => {
  const { body, at, actor } = command;
  const { key, number, date, reason, evidence } = body;
  const paper = state.papers?.find((one) => one.key === key && !one.lapsed && PAPER_RULES[one.document].needsService);
  const isOrder = orderPaper(state)?.key === key;
  const no =
    denied({
      ...separated(state, command),
      ReplacerRankTooLow: actor.rank < 2,
      PaperUnknown: paper === undefined,
      PaperAlreadyIssued: paper !== undefined && paper.issued !== null,
      ReasonMissing: blank(reason),
      DocumentMissing: blank(number),
      EvidenceMissing: evidence.length === 0,
      DayInFuture: isNoPaperDay(date, state.foundOn, at),
      PaperNotServed: !isOrder && body.service === undefined,
    }) ?? (body.service === undefined ? null : serviceDenied(state, body.service, date, at));
  if (no !== null || paper === undefined) return no ?? decided();
  const service = body.service === undefined ? null : serviceOf(body.service);
  const said = { key, document: paper.document, number, date, reason, evidence, service };
  const isServed = isOrder && heardIn(LIFECYCLE, 'RecordService', state.status, ['supervisor']) === null;
  return decided(happened('PaperReplaced', said), ...(service === null || !isServed ? [] : served(state, service, at)));
};
