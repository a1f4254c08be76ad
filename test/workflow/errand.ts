import type { Command, HearBody } from '../../workflows/kernel/command.ts';
import { asAny, type Decision } from '../../workflows/kernel/definition.ts';
import type { Happened, Recorded } from '../../workflows/kernel/event.ts';
import { earliest, type Instant } from '../../workflows/kernel/instant.ts';
import { refuse } from '../../workflows/kernel/refusal.ts';

/** An errand with reminders: the smallest kind that has all a runner must care for. */
export interface Errand {
  readonly isFinished: boolean;
  readonly reminders: readonly Instant[];
  readonly notes: readonly string[];
}

type Asked =
  | Command<'StartErrand', { readonly reminders: readonly Instant[]; readonly isSilly?: boolean }>
  | Command<'AddNote', { readonly text: string }>
  | Command<'FinishErrand', Record<string, never>>
  | Command<'Hear', HearBody>
  | Command<'Wake', Record<string, never>>;

type Done =
  | Happened<'ErrandStarted', { readonly reminders: readonly Instant[] }>
  | Happened<'NoteAdded', { readonly text: string }>
  | Happened<'Reminded', { readonly dueAt: Instant }>
  | Happened<'ErrandFinished', Record<string, never>>;

function decide(state: Errand | null, command: Asked): Decision<Done> {
  if (state === null) {
    if (command.type !== 'StartErrand') return { refusal: refuse('NotOpened', '还没有开始。') };
    if (command.body.isSilly === true) return { refusal: refuse('NotYours', '这件事不该由你办。') };
    return { events: [{ type: 'ErrandStarted', eventVersion: 1, data: { reminders: command.body.reminders } }] };
  }
  if (state.isFinished) return { refusal: refuse('NotHeardInStatus', '已经办完。') };
  switch (command.type) {
    case 'StartErrand':
      return { refusal: refuse('AlreadyOpened', '已经开始。') };
    case 'AddNote':
      if (command.body.text === '') return { refusal: refuse('UnknownCommand', '没有内容。') };
      return { events: [{ type: 'NoteAdded', eventVersion: 1, data: command.body }] };
    case 'Hear':
      return { refusal: refuse('UnknownCommand', '不关心。') };
    case 'FinishErrand':
      return { events: [{ type: 'ErrandFinished', eventVersion: 1, data: {} }] };
    case 'Wake':
      return { events: [{ type: 'Reminded', eventVersion: 1, data: { dueAt: command.at } }] };
  }
}

function evolve(state: Errand | null, event: Recorded<Done>): Errand {
  const before = state ?? { isFinished: false, reminders: [], notes: [] };
  switch (event.type) {
    case 'ErrandStarted':
      return { ...before, reminders: event.data.reminders };
    case 'NoteAdded':
      return { ...before, notes: [...before.notes, event.data.text] };
    case 'Reminded':
      return { ...before, reminders: before.reminders.filter((due) => due > event.data.dueAt) };
    case 'ErrandFinished':
      return { ...before, isFinished: true, reminders: [] };
  }
}

export const errandRules = asAny({
  name: 'errand',
  version: 1,
  lifecycle: [],
  decide,
  evolve,
  nextWake: (state: Errand) => earliest(state.reminders),
  done: (state: Errand) => state.isFinished,
  effects: () => [],
});
