import { KINDS } from '../../workflows/kinds.ts';

/** Something that the rules hold to and a test must prove: a refusal or a rung, each of one kind or shared by all. */
export interface Guard {
  /** `refusal` disables every place that gives this code; `rung` takes the row out of the shipped ladders. */
  readonly what: 'refusal' | 'rung';
  readonly name: string;
  /** The folder of `workflows/` that it stands in. */
  readonly room: string;
}

/** Codes that are no rule's: given by the API or by the end of a run, and tested there. */
const GIVEN_ELSEWHERE = ['MatterEnded', 'UnknownCommand', 'UnknownPerson', 'UnknownUnit'];
const SHARED = ['NotHeardInStatus', 'NotYours', 'StaleVersion'];

/** Every guard of every kind, once. */
export function allGuards(): readonly Guard[] {
  const shared = SHARED.map((name): Guard => ({ what: 'refusal', name, room: 'kernel' }));
  return [
    ...shared,
    ...KINDS.flatMap(({ rules, face, policies }) => [
      ...Object.keys(face.refusals)
        .filter((code) => !SHARED.includes(code) && !GIVEN_ELSEWHERE.includes(code))
        .map((name): Guard => ({ what: 'refusal', name, room: rules.name })),
      ...(policies[0]?.ladder ?? []).map((row): Guard => ({ what: 'rung', name: row.id, room: rules.name })),
    ]),
  ];
}

/**
 * The source of a rules file with the guard disabled; the same text where the guard does not stand in it. The rules
 * give a refusal in two shapes only, `return …('Code', …)` and a row of `denied`, so no parser is needed.
 */
export function disable(guard: Guard, file: string, source: string): string {
  if (!file.includes(`/workflows/${guard.room}/`)) return source;
  const { name } = guard;
  if (guard.what === 'rung')
    return source.replace(
      /(export function ladderOf[^]*?return (\[[^]*?\]));/,
      (_, whole: string) => `${whole}.filter((row) => row.id !== '${name}');`,
    );
  return source
    .replaceAll(new RegExp(`return ((?:\\{ refusal: )?\\w+\\(\\s*'${name}')`, 'g'), 'if (false) return $1')
    .replace('if (refused && isCode(code))', `if (refused && isCode(code) && code !== '${name}')`);
}
