import { array, count, instant, object, ref, text } from './shapes.ts';

const ROW = { allOf: [ref('Matter'), object({ path: text, open: { type: 'boolean' }, title: text })] };

/** What the console is answered with, beside what everybody is. */
export const CONSOLE_SCHEMAS: Readonly<Record<string, object>> = {
  DeskMatter: ROW,
  Desk: object({
    held: array(ref('DeskMatter')),
    heldTotal: count,
    proposals: array(
      object({ matter: ref('DeskMatter'), rung: text, clock: { enum: ['T', 'S'] }, dueAt: instant, until: instant }),
    ),
    documents: array(
      object({
        id: text,
        document: text,
        title: text,
        state: text,
        needs: { enum: ['sign', 'issue', 'serve'] },
        matter: ref('DeskMatter'),
      }),
    ),
    sentUp: array(ref('DeskMatter')),
    unread: count,
  }),
};
