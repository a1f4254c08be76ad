import { Page, Sheet } from '../../parts/page.tsx';
import { MadeForPerson } from '../accounts/made-for-person.tsx';
import { ShownOnce } from '../accounts/shown-once.tsx';
import { KeyTable } from './key-table.tsx';

/** 接口密钥: by which departments' systems call this one, each in the name of a person and within its scopes. */
export function ApiKeys() {
  return (
    <Page
      title="接口密钥"
      about="供部门的业务系统调用本系统：以一名在岗人员的名义办理，由其负责，最长一年。"
      actions={<Make />}
    >
      <Sheet>
        <KeyTable />
      </Sheet>
    </Page>
  );
}

/** A new key; its token is shown here and nowhere else. */
function Make() {
  return (
    <MadeForPerson
      path="/v1/api-keys"
      label="签发密钥"
      title="签发接口密钥"
      submit="签发"
      draft="api-key.new"
      about={
        <p>密钥以所选人员的经办岗位办理，其本人对使用负责，须由其登录后在“我的”中确认。不填有效期的，九十日后失效。</p>
      }
    >
      {({ name, token }, onKept) => (
        <ShownOnce
          title={`接口密钥：${name}`}
          about="请交给该系统的管理人员配置。负责人本人确认后方可使用。"
          secret={token}
          onKept={onKept}
        />
      )}
    </MadeForPerson>
  );
}
