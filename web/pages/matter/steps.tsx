import type { KindFace } from '../../client/kinds.ts';
import type { MatterWhole } from './shape.ts';

/** Where in its lifecycle a matter stands. */
export function Steps({ kind, matter }: { readonly kind: KindFace | null; readonly matter: MatterWhole }) {
  if (kind === null) return null;
  const main = Object.entries(kind.statuses).flatMap(([status, { usual }]) => (usual ? [status] : []));
  const isAside = !main.includes(matter.status);
  // A matter that left the usual way shows where it ended and nothing that will not come.
  const usual = main.filter((status) => !isLeftOut(status, matter, main));
  const path = isAside ? [main[0] ?? matter.status, matter.status] : usual;
  const now = path.indexOf(matter.status);
  return (
    <ol className="steps" aria-label="办理环节">
      {path.map((status, n) => (
        <li
          key={status}
          className={n < now ? 'step done' : n === now ? 'step now' : 'step'}
          {...(n === now ? { 'aria-current': 'step' as const } : {})}
        >
          <span className="step-mark" aria-hidden>
            {n < now ? '✓' : (n + 1).toString()}
          </span>
          <span>
            {kind.statuses[status]?.label ?? status}
            {n === now && matter.round > 1 ? <span className="quiet">（第{matter.round.toString()}轮）</span> : null}
          </span>
        </li>
      ))}
    </ol>
  );
}

/** A step that the matter went past without taking it: not every hazard asks for a plan. */
function isLeftOut(status: string, matter: MatterWhole, main: readonly string[]): boolean {
  return status === 'planning' && (matter.plan ?? null) === null && main.indexOf(matter.status) > main.indexOf(status);
}
