import { App, Button } from 'antd';
import { useState } from 'react';
import { fileOf } from '../client/api.ts';
import { wordsOf } from '../client/problem.ts';

interface ExportProps {
  readonly path: string;
  /** The list's own query. */
  readonly query: string;
  readonly title: string;
}

/** Saves the list as a sheet: all of it, not only what is shown. */
export function ExportButton({ path, query, title }: ExportProps) {
  const { message } = App.useApp();
  const [isBusy, setBusy] = useState(false);
  const save = async (): Promise<void> => {
    setBusy(true);
    try {
      const sheet = await fileOf(`/v1/${path}/export${query === '' ? '' : `?${query}`}`);
      saveAs(sheet, `${title}清单.xlsx`);
    } catch (error) {
      message.error(`没有导出：${wordsOf(error)}`);
    }
    setBusy(false);
  };
  return (
    <Button size="large" loading={isBusy} onClick={() => void save()}>
      导出 Excel
    </Button>
  );
}

function saveAs(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // Not at once: some browsers read the address after the click.
  setTimeout(() => {
    URL.revokeObjectURL(link.href);
  }, 60_000);
}
