import { Alert, Button, Drawer } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import type { KindFace } from '../../client/kinds.ts';
import { CommandForm, type Available } from '../../forms/command-form.tsx';
import { RowWords } from '../../forms/row-words.ts';
import { Sheet } from '../../parts/page.tsx';
import { Read } from '../../parts/read.tsx';
import { aboutRows } from './about-rows.tsx';
import { grouped } from './grouped.ts';
import { initialOf } from './initial.ts';
import { inOrder, isNextStep, type Offered as One } from './order.ts';
import type { MatterWhole } from './shape.ts';

export interface Commands {
  readonly version: number;
  readonly commands: readonly (Available & { readonly by: readonly string[] })[];
}

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
      <Read<Commands> path={`/v1/${path}/${matter.id}/commands`}>
        {({ version, commands }) => {
          const allowed = inOrder(commands, matter, kind);
          const chosen = commands.find(({ type, allowed: may }) => may && type === open) ?? null;
          return (
            <>
              {allowed.length === 0 ? (
                <p className="quiet">目前没有需要您办理的事项。</p>
              ) : (
                <Offered matter={matter} commands={allowed} onChoose={setOpen} />
              )}
              <Refused commands={commands.filter((command) => !command.allowed)} />
              <Act
                key={chosen?.type ?? 'none'}
                path={path}
                matter={matter}
                version={version}
                command={chosen}
                onClose={() => {
                  setOpen(null);
                }}
              />
            </>
          );
        }}
      </Read>
    </Sheet>
  );
}

/** So many are in sight at once; the rest, which come seldom, are a tap away. */
const IN_SIGHT = 5;

interface OfferedProps {
  readonly matter: MatterWhole;
  readonly commands: readonly One[];
  readonly onChoose: (type: string) => void;
}

function Offered({ matter, commands, onChoose }: OfferedProps) {
  const seldom = commands.slice(IN_SIGHT);
  const button = (command: One, n: number) => (
    <Button
      key={command.type}
      size="large"
      type={n === 0 && isNextStep(command, matter) ? 'primary' : 'default'}
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

interface ActProps {
  readonly path: string;
  readonly matter: MatterWhole;
  readonly version: number;
  readonly command: Available | null;
  readonly onClose: () => void;
}

/** One command in a drawer. Whoever comes too late is told so, and keeps what they typed. */
function Act({ path, matter, version, command, onClose }: ActProps) {
  return (
    <Drawer
      open={command !== null}
      title={command?.label ?? ''}
      size="min(640px, 100vw)"
      destroyOnHidden
      onClose={onClose}
      extra={<span className="quiet number">{matter.number}</span>}
    >
      {command === null ? null : (
        <>
          {command.allowed ? null : (
            <Alert
              type="warning"
              showIcon
              className="gap"
              title={`现在已不能办理：${command.refusal?.detail ?? ''}`}
              description="事项刚刚有变化。您填写的内容仍在，可抄录后关闭。"
            />
          )}
          <RowWords value={aboutRows(matter)}>
            <CommandForm
              path={path}
              id={matter.id}
              version={version}
              command={command}
              initial={initialOf(command.schema, matter)}
              onDone={onClose}
            />
          </RowWords>
        </>
      )}
    </Drawer>
  );
}
