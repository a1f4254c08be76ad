import { Select } from 'antd';
import { createContext, useContext } from 'react';
import type { Schema } from '../client/answers.ts';
import { useRead } from '../client/queries.ts';
import { CLEAR } from '../parts/clear.tsx';

/** Where the papers of the matter that a form is about are read; null where it is about none. */
export const PapersAt = createContext<`/v1/${string}/${string}/documents` | null>(null);

interface PaperProps {
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (value: string) => void;
}

/** Picks a paper of the matter that the law waits for and that nobody has issued yet. */
export function PaperSelect(field: PaperProps) {
  const { data } = useRead(useContext(PapersAt));
  return (
    <Select
      allowClear={CLEAR}
      options={(data?.items ?? []).filter(isWaitedFor).map((paper) => ({ value: paper.key, label: labelOf(paper) }))}
      notFoundContent="本事项没有尚待签发的文书，不需替代"
      {...field}
    />
  );
}

function isWaitedFor({ needsService, issuedAt, state }: Schema<'Document'>): boolean {
  return needsService && issuedAt === null && state !== 'lapsed';
}

function labelOf({ title, number, stateLabel }: Schema<'Document'>): string {
  return `${title}（${number ?? '未编号'}，${stateLabel}）`;
}
