import { Alert, Button, Checkbox } from 'antd';
import { useState } from 'react';

/** The codes for a lost device: shown this once, and gone when whoever reads them says that they have them. */
export function Codes({ codes, onKept }: { readonly codes: readonly string[]; readonly onKept: () => void }) {
  const [isKept, setKept] = useState(false);
  return (
    <>
      <Alert
        type="warning"
        showIcon
        title="已绑定。下面的备用码只显示这一次：手机丢失时，每个可代替动态口令登录一次。请抄下来另行保管，不要存在同一部手机里。"
      />
      <ul className="factor-codes number">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <p>
        <Checkbox
          checked={isKept}
          onChange={({ target }) => {
            setKept(target.checked);
          }}
        >
          备用码已抄下并保管好
        </Checkbox>
      </p>
      <Button type="primary" size="large" disabled={!isKept} onClick={onKept}>
        完成
      </Button>
    </>
  );
}
