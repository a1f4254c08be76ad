import { Radio } from 'antd';
import { useState } from 'react';
import { chooseLook, look, type Look } from '../../app/theme.ts';

/** Light, dark, or as the device has it. */
export function Looks() {
  const [chosen, setChosen] = useState<Look>(look);
  return (
    <Radio.Group
      aria-label="明暗"
      size="large"
      optionType="button"
      value={chosen}
      options={[
        { value: 'system', label: '跟随系统' },
        { value: 'light', label: '浅色' },
        { value: 'dark', label: '深色' },
      ]}
      onChange={({ target }) => {
        const next = target.value as Look;
        setChosen(next);
        chooseLook(next);
      }}
    />
  );
}
