import { Alert, Drawer } from 'antd';
import { useState } from 'react';
import { CommandForm, type Available } from '../../forms/command-form.tsx';
import { PapersAt } from '../../forms/paper-select.tsx';
import { RowWords } from '../../forms/row-words.ts';
import { aboutRows } from './about-rows.tsx';
import { initialOf } from './initial.ts';
import type { MatterWhole } from './shape.ts';

interface ActProps {
  readonly path: string;
  readonly matter: MatterWhole;
  readonly version: number;
  readonly command: Available;
  readonly onClose: () => void;
}

/** One command in a drawer. Whoever comes too late is told so, and keeps what they typed. */
export function Act({ path, matter, version, command, onClose }: ActProps) {
  const [begun] = useState(version);
  return (
    <Drawer
      open
      title={command.label}
      size="min(640px, 100vw)"
      onClose={onClose}
      extra={<span className="quiet number">{matter.number}</span>}
    >
      {command.allowed ? null : (
        <Alert
          type="warning"
          showIcon
          className="gap"
          title={`现在已不能办理：${command.refusal?.detail ?? ''}`}
          description="事项刚刚有变化。您填写的内容仍在，可抄录后关闭。"
        />
      )}
      {command.allowed && version !== begun ? (
        <Alert
          type="info"
          showIcon
          className="gap"
          title="您填写期间，该事项有新的办理情况，页面已更新。您填写的内容仍在；核对后再提交。"
        />
      ) : null}
      <RowWords value={aboutRows(matter)}>
        <PapersAt value={`/v1/${path}/${matter.id}/documents`}>
          <CommandForm
            path={path}
            id={matter.id}
            version={version}
            command={command}
            initial={initialOf(command.schema, matter)}
            onDone={onClose}
          />
        </PapersAt>
      </RowWords>
    </Drawer>
  );
}
