/** Whose phone and e-mail address a reader sees: everybody's, those of one person, or nobody's. */
export type Contacts = 'all' | { readonly of: string } | 'none';

const REACHED_BY: readonly string[] = ['phone', 'email'];

/** What a reader sees of a person, or of what a change kept of one: how to reach them, if so; the identity's hash never. */
export function seenOf<Entry extends object>(entry: Entry, id: string, contacts: Contacts): Entry {
  const shows = contacts === 'all' || (contacts !== 'none' && contacts.of === id);
  const seen = Object.entries(entry).filter(([name]) => name !== 'identity' && (shows || !REACHED_BY.includes(name)));
  return Object.fromEntries(seen) as Entry;
}
