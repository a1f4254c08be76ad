import { useId } from 'react';
import './filters.css';

interface PickProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** What it says while nothing is picked. */
  readonly none?: string;
  readonly onPick: (value: string) => void;
}

/** One of a few, by the control that the device has for it. */
export function Pick({ label, value, options, none = '全部', onPick }: PickProps) {
  const id = useId();
  return (
    <div className="filter">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={value}
        onChange={({ target }) => {
          onPick(target.value);
        }}
      >
        <option value="">{none}</option>
        {options.map((one) => (
          <option key={one.value} value={one.value}>
            {one.label}
          </option>
        ))}
      </select>
    </div>
  );
}
