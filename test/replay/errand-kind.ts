import type { Summary } from '../../workflows/kernel/face.ts';
import { faceAny } from '../../workflows/kernel/face.ts';
import type { Kind } from '../../workflows/kinds.ts';
import type { Errand } from '../workflow/errand.ts';
import { numberedErrandRules } from './numbered-errand.ts';

/** The errand as a whole kind, so that its ledger and projection can be written and audited. */
export const ERRAND: Kind = {
  rules: numberedErrandRules,
  face: faceAny<Errand>({
    name: 'errand',
    path: 'errands',
    title: '差事',
    numbering: 'CS',
    opening: { command: 'StartErrand', by: [] },
    statuses: {
      running: { label: '在办', open: true, live: true, usual: true },
      finished: { label: '办结', open: false, live: false, usual: true },
    },
    commands: {},
    events: { ErrandStarted: '开始', NoteAdded: '记事', Reminded: '提醒', ErrandFinished: '办结' },
    rungs: {},
    refusals: {},
    periods: {},
    notices: {},
    summary: summaryOf,
    view: () => ({}),
    withholds: () => false,
    relations: () => [],
  }),
  policies: [],
};

function summaryOf(errand: Errand): Summary {
  return {
    title: errand.notes.join('；'),
    status: errand.isFinished ? 'finished' : 'running',
    severity: null,
    holder: null,
    deadlines: [],
    level: 0,
    rung: null,
    proposals: [],
    round: 1,
    overdueSince: null,
    region: null,
    sector: null,
    subject: null,
    lead: null,
    units: [],
    foundOn: null,
    closedAt: null,
    imported: false,
    parent: null,
    late: null,
    firstPass: null,
    listed: false,
  };
}
