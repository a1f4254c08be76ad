import { chineseTime } from '../../parts/chinese.ts';
import { Name } from '../../parts/name.tsx';
import { EntryValue } from './entry-value.tsx';
import { FIELDS } from './words.ts';

type Values = Readonly<Record<string, unknown>>;

/** One change of an entry: by whom, when, from what to what. */
export interface Version {
  readonly at: string;
  readonly by?: string | null;
  readonly before: Values | null;
  readonly after: Values | null;
}

/** Every change of an entry, the newest first, as which field went from what to what. */
export function Versions({ register, versions }: { readonly register: string; readonly versions: readonly Version[] }) {
  return (
    <ol className="versions">
      {[...versions].reverse().map((version) => (
        <li key={version.at}>
          <span className="version-head">
            <time dateTime={version.at}>{chineseTime(version.at)}</time>
            {version.by === undefined ? null : (
              <span>
                <Name register="people" id={version.by} />
              </span>
            )}
            <strong>{version.before === null ? '登记' : '变更'}</strong>
            {typeof version.after?.['reason'] === 'string' ? <span>{version.after['reason']}</span> : null}
          </span>
          {version.before === null ? null : (
            <ul>
              {differencesOf(version.before, version.after ?? {}).map(([field, was, is]) => (
                <li key={field}>
                  {FIELDS[field] ?? field}：
                  <EntryValue register={register} field={field} value={was} /> →{' '}
                  <EntryValue register={register} field={field} value={is} />
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ol>
  );
}

/** Versions are told as the register keeps them: `valid_to` is `validTo`. */
function differencesOf(before: Values, after: Values): readonly (readonly [string, unknown, unknown])[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((key) => key !== 'reason' && JSON.stringify(before[key] ?? null) !== JSON.stringify(after[key] ?? null))
    .map((key) => [key.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase()), before[key], after[key]]);
}
