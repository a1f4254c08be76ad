import { Collapse } from 'antd';
import { useParams } from 'react-router';
import type { MatterRow } from '../../client/matter.ts';
import { CommandForm, type Available } from '../../forms/command-form.tsx';
import { Page, Sheet } from '../../parts/page.tsx';
import { Read } from '../../parts/read.tsx';

/** A matter of any kind: what it is, and what the reader may do with it now. */
export function Matter() {
  const { kind = '', id = '' } = useParams();
  return (
    <Read<MatterRow> path={`/v1/${kind}/${id}`}>
      {(matter) => (
        <Page title={matter.title} about={matter.number}>
          <Sheet title="现在可以办理">
            <Read<{ version: number; commands: readonly Available[] }> path={`/v1/${kind}/${id}/commands`}>
              {({ version, commands }) => (
                <Collapse
                  accordion
                  items={commands
                    .filter(({ allowed }) => allowed)
                    .map((command) => ({
                      key: command.type,
                      label: command.label,
                      children: <CommandForm path={kind} id={id} version={version} command={command} />,
                    }))}
                />
              )}
            </Read>
          </Sheet>
        </Page>
      )}
    </Read>
  );
}
