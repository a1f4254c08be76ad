import { COMMON_WORDS } from './common-passwords.ts';

/** The shortest (GB/T 22239 8.1.4.1 asks for 复杂度, ASVS 5.0 V6.2.1 for at least 8; 12 is ours). */
export const PASSWORD_MIN = 12;
/** The longest; longer than the 64 that must be taken (ASVS 5.0 V6.2.9), short enough to hash. */
export const PASSWORD_MAX = 128;
/**
 * Of capitals, small letters, digits and anything else so many kinds: what 复杂度 means to assessors. ASVS 5.0 V6.2.5 wants
 * no such rule, so a passphrase is free of it from `PASSPHRASE_MIN` characters on.
 */
const KINDS_MIN = 3;
const PASSPHRASE_MIN = 20;
/** Of what is left without common words, names, years and runs, so many different characters at least (ours). */
const OWN_MIN = 6;

/** Why a password is not taken; `UsedBefore` is found where the former ones are. */
export type PasswordFault = 'TooShort' | 'TooLong' | 'TooFewKinds' | 'NamesOwner' | 'TooCommon' | 'UsedBefore';

/** Whose password it is to be. */
export interface Owner {
  readonly username: string;
  readonly name: string;
}

/** Everything that stands against a password, as far as it can be seen from itself. */
export function passwordFaults(password: string, owner: Owner): readonly PasswordFault[] {
  const characters = [...password.normalize('NFC')];
  const lower = password.normalize('NFC').toLowerCase();
  const isPassphrase = characters.length >= PASSPHRASE_MIN;
  const faults: readonly (readonly [PasswordFault, boolean])[] = [
    ['TooShort', characters.length < PASSWORD_MIN],
    ['TooLong', characters.length > PASSWORD_MAX],
    ['TooFewKinds', !isPassphrase && kindsOf(password) < KINDS_MIN],
    ['NamesOwner', [owner.username, owner.name].some((name) => lower.includes(name.toLowerCase()))],
    ['TooCommon', new Set(ownPart(lower)).size < OWN_MIN],
  ];
  return faults.flatMap(([fault, stands]) => (stands ? [fault] : []));
}

function kindsOf(password: string): number {
  return [/\p{Lu}/u, /\p{Ll}/u, /\p{Nd}/u, /[^\p{Lu}\p{Ll}\p{Nd}]/u].filter((kind) => kind.test(password)).length;
}

/** What is left of a password without what anybody would try; letters that are written as digits or signs count as letters. */
function ownPart(lower: string): string {
  const longestFirst = [...COMMON_WORDS].sort((a, b) => b.length - a.length);
  const strip = (text: string): string => longestFirst.reduce((left, word) => left.replaceAll(word, ''), text);
  return strip(strip(withoutRuns(lower)).replace(/[@013457$!]/g, (sign) => LETTERS[sign] ?? sign));
}

const LETTERS: Readonly<Record<string, string>> = {
  '@': 'a',
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  $: 's',
  '!': 'i',
};

/** Without years, repetitions and digits in a row, up or down. */
function withoutRuns(lower: string): string {
  return lower
    .replace(/(?:19|20)\d\d(?:[01]\d[0-3]\d)?/g, '')
    .replace(/(.)\1{2,}/g, '')
    .replace(/\d{3,}/g, (digits) => (isRun(digits) ? '' : digits));
}

function isRun(digits: string): boolean {
  const steps = new Set([...digits].slice(1).map((digit, i) => (Number(digit) - Number(digits[i]) + 10) % 10));
  return steps.size === 1 && (steps.has(1) || steps.has(9));
}
