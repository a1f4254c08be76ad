import { QueryClientProvider } from '@tanstack/react-query';
import { App as Messages, ConfigProvider } from 'antd';
import chinese from 'antd/locale/zh_CN';
import 'dayjs/locale/zh-cn';
import { useEffect } from 'react';
import { RouterProvider } from 'react-router';
import { queries } from '../client/queries.ts';
import { useStream } from '../client/stream.ts';
import { router } from './routes.tsx';
import { themeOf, useIsDark } from './theme.ts';

/** The console: Chinese, light or dark, live. */
export function App() {
  const isDark = useIsDark();
  useStream();
  useEffect(() => {
    document.documentElement.dataset['look'] = isDark ? 'dark' : 'light';
  }, [isDark]);
  return (
    <ConfigProvider locale={chinese} theme={themeOf(isDark)} button={{ autoInsertSpace: false }}>
      <Messages message={{ maxCount: 3 }}>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </Messages>
    </ConfigProvider>
  );
}
