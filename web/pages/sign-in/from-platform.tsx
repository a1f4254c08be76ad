import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { useEffect, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { call } from '../../client/api.ts';
import { Problem, wordsOf } from '../../client/problem.ts';
import { queries } from '../../client/queries.ts';
import { setSession } from '../../client/session.ts';
import { Loading } from '../../parts/loading.tsx';
import { Page } from '../../parts/page.tsx';

const AWAY = new Problem(503, { code: 'OidcAway', detail: '统一身份认证平台暂时不可用，请稍后再试，或用密码登录。' });

/** Back from the government platform: signs in here, or finishes the linking that an account began; otherwise says why not. */
export function FromPlatform() {
  const navigate = useNavigate();
  const [said] = useState(() => location.hash.slice(1));
  // What the platform said is good once: it is asked for once, however often this is shown.
  const { data, error } = useQuery({
    queryKey: ['from platform', said],
    queryFn: () => (said === 'away' ? Promise.reject(AWAY) : call('GET', `/v1/oidc/callback?${said}`)),
    retry: false,
    staleTime: Infinity,
    refetchOnReconnect: false,
  });
  useEffect(() => {
    // Nothing of it stays in the history of the browser.
    history.replaceState(history.state, '', location.pathname);
  }, []);
  useEffect(() => {
    if (data === undefined) return;
    if ('linked' in data) void navigate('/account', { replace: true });
    else {
      setSession(data);
      void navigate('/', { replace: true });
    }
    // What somebody else was shown is not shown on.
    queries.clear();
  }, [data, navigate]);
  if (error === null) return <Loading />;
  return (
    <main className="shell-page">
      <Page title="统一身份认证登录">
        <Alert type="error" showIcon title={wordsOf(error)} action={<Link to="/">返回登录</Link>} />
      </Page>
    </main>
  );
}
