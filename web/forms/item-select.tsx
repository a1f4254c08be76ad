import { Select } from 'antd';
import { useContext } from 'react';
import { CLEAR } from '../parts/clear.tsx';
import { RowWords } from './row-words.ts';

interface ItemProps {
  readonly isMany?: boolean;
  readonly id?: string;
  readonly value?: string | string[];
  readonly onChange?: (value: string | string[]) => void;
}

/** Picks items of the matter by what they are about. */
export function ItemSelect({ isMany = false, ...field }: ItemProps) {
  const words = useContext(RowWords);
  return (
    <Select
      allowClear={CLEAR}
      options={[...(words ?? [])].map(([value, label]) => ({ value, label }))}
      {...(isMany ? { mode: 'multiple' as const, showSearch: false } : {})}
      {...field}
    />
  );
}
