import { Button } from 'antd';
import { lazy, Suspense, useState, type ComponentProps } from 'react';
import { useSearchParams } from 'react-router';
import type { KindFace } from '../../client/kinds.ts';
import type { Available } from '../../forms/command-form.tsx';
import { Sheet } from '../../parts/page.tsx';
import { Read } from '../../parts/read.tsx';
import { grouped } from './grouped.ts';
import { inOrder, isNextStep, type Offered as One } from './order.ts';
import type { MatterWhole } from './shape.ts';

// Forms are loaded by whoever is about to fill one in.
const Act = lazy(async () => ({ default: (await import('./act.tsx')).Act }));

interface ActsProps {
  readonly path: string;
  readonly kind: KindFace | null;
  readonly matter: MatterWhole;
}

/** What the reader may do with the matter now, and why not what else there is. */
export function Acts({ path, kind, matter }: ActsProps) {
  // A desk leads straight to the next act.
  const [search] = useSearchParams();
  const [open, setOpen] = useState(search.get('act'));
  return (
    <Sheet title="现在可以办理">
      <Read path={`/v1/${path}/${matter.id}/commands`}>
        {({ version, commands }) => {
          const allowed = inOrder(commands, matter, kind);
          const chosen = commands.find(({ type }) => type === open) ?? null;
          return (
            <>
              {allowed.length === 0 ? (
                <p className="quiet">目前没有需要您办理的事项。</p>
              ) : (
                <Offered kind={kind} matter={matter} commands={allowed} onChoose={setOpen} />
              )}
              <Refused commands={commands.filter((command) => !command.allowed)} />
              {chosen === null ? null : (
                <Chosen
                  key={chosen.type}
                  path={path}
                  matter={matter}
                  version={version}
                  command={chosen}
                  onClose={() => {
                    setOpen(null);
                  }}
                />
              )}
            </>
          );
        }}
      </Read>
    </Sheet>
  );
}

/** The act that is open: with what was typed it stays when somebody acts meanwhile, but none is opened that is not allowed. */
function Chosen(props: ComponentProps<typeof Act>) {
  const [wasAllowed, setWasAllowed] = useState(props.command.allowed);
  if (props.command.allowed && !wasAllowed) setWasAllowed(true);
  if (!wasAllowed) return null;
  return (
    <Suspense>
      <Act {...props} />
    </Suspense>
  );
}

/** So many are in sight at once; the rest, which come seldom, are a tap away. */
const IN_SIGHT = 5;

interface OfferedProps {
  readonly kind: KindFace | null;
  readonly matter: MatterWhole;
  readonly commands: readonly One[];
  readonly onChoose: (type: string) => void;
}

function Offered({ kind, matter, commands, onChoose }: OfferedProps) {
  const seldom = commands.slice(IN_SIGHT);
  const button = (command: One, n: number) => (
    <Button
      key={command.type}
      size="large"
      type={n === 0 && isNextStep(command, matter, kind) ? 'primary' : 'default'}
      autoInsertSpace={false}
      onClick={() => {
        onChoose(command.type);
      }}
    >
      {command.label}
    </Button>
  );
  return (
    <>
      <div className="acts">{commands.slice(0, IN_SIGHT).map(button)}</div>
      {seldom.length === 0 ? null : (
        <details className="more">
          <summary>更多可办理的操作（{seldom.length.toString()}项）</summary>
          <div className="acts">{seldom.map((command) => button(command, IN_SIGHT))}</div>
        </details>
      )}
    </>
  );
}

/** Not now or not by the reader, each with the reason that the rules give. */
function Refused({ commands }: { readonly commands: readonly Available[] }) {
  const because = grouped(commands, ({ refusal }) => refusal?.detail ?? '目前不能办理。');
  return (
    <details className="more">
      <summary>其他操作为什么不能办理（{commands.length.toString()}项）</summary>
      <dl className="refused">
        {[...because].map(([why, ones]) => (
          <div key={why}>
            <dt>{why}</dt>
            <dd>{ones.map(({ label }) => label).join('、')}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
