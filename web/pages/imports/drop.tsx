import { InboxOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useRef, useState } from 'react';

interface DropProps {
  readonly isBusy: boolean;
  readonly name: string | null;
  readonly onFile: (file: File) => void;
}

/** Takes a ledger that is dropped here or picked. */
export function Drop({ isBusy, name, onFile }: DropProps) {
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  return (
    <div
      className="import-drop"
      data-over={isOver}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => {
        setOver(false);
      }}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const [file] = event.dataTransfer.files;
        if (file !== undefined && !isBusy) onFile(file);
      }}
    >
      <InboxOutlined aria-hidden style={{ fontSize: 36 }} />
      <span>{name ?? '把 Excel（.xlsx）或 CSV 文件拖到这里，或者'}</span>
      <input
        ref={input}
        type="file"
        accept=".xlsx,.csv"
        aria-label="台账文件"
        tabIndex={-1}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file !== undefined) onFile(file);
          target.value = '';
        }}
      />
      <Button
        type={name === null ? 'primary' : 'default'}
        size="large"
        disabled={isBusy}
        onClick={() => input.current?.click()}
      >
        {name === null ? '选择文件' : '另选文件'}
      </Button>
    </div>
  );
}
