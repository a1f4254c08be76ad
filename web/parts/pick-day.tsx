import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { useId } from 'react';
import './filters.css';

interface PickDayProps {
  readonly label: string;
  readonly value: string;
  readonly onPick: (day: string) => void;
}

/** A day as people write it here, or none. */
export function PickDay({ label, value, onPick }: PickDayProps) {
  const id = useId();
  return (
    <div className="filter">
      <label htmlFor={id}>{label}</label>
      <DatePicker
        id={id}
        value={value === '' ? null : dayjs(value)}
        format="YYYY年M月D日"
        placeholder="不限"
        suffixIcon={null}
        onChange={(day) => {
          onPick(day?.format('YYYY-MM-DD') ?? '');
        }}
      />
    </div>
  );
}
