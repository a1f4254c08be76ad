import { chineseDue, chineseLeft } from './chinese.ts';

const SOON_MS = 48 * 3_600_000;

/** How much time is left, in words and not by colour alone. */
export function Due({ due }: { readonly due: string | null }) {
  if (due === null) return <span className="quiet">无时限</span>;
  const left = Date.parse(due) - Date.now();
  const look = left < 0 ? 'late' : left < SOON_MS ? 'soon' : 'quiet';
  return (
    <time className={`number ${look}`} dateTime={due} title={chineseDue(due)}>
      {chineseLeft(due)}
    </time>
  );
}
