import type { Kind } from '../../workflows/kinds.ts';
import { ERRAND } from '../replay/errand-kind.ts';

/** An errand that is opened from others, on their record, and that tells people of itself. */
export const LINKED_ERRAND: Kind = {
  ...ERRAND,
  face: { ...ERRAND.face, notices: { reminded: { title: '提醒 {number}', text: '请于 {due} 前办理。' } } },
  openFrom: (input) => ({ type: 'StartErrand', body: { reminders: [], ...input } }),
  dossierOf: (matterId, _upToSeq, events, notices) => ({ matterId, types: events.map(({ type }) => type), notices }),
};
