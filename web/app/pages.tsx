import {
  AppstoreOutlined,
  BarChartOutlined,
  CameraOutlined,
  DatabaseOutlined,
  HomeOutlined,
  ImportOutlined,
  LinkOutlined,
  KeyOutlined,
  SafetyCertificateOutlined,
  TeamOutlined,
  UserOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import { ADMINISTRATORS } from '../client/may.ts';
import type { SignedIn } from '../client/session.ts';
import { inHandPath } from '../parts/list-path.ts';

interface PageLink {
  readonly path: string;
  readonly title: string;
  readonly icon: ReactNode;
  /** Roles that work with it; everybody when absent. What a role may do there the API decides. */
  readonly roles?: readonly string[];
}

const OVERSEERS = ['office', 'leader', 'supervisor', 'auditor', 'regulator', 'department', 'township'];

const PAGES: readonly PageLink[] = [
  { path: '/', title: '工作台', icon: <HomeOutlined aria-hidden /> },
  { path: '/report', title: '随手拍', icon: <CameraOutlined aria-hidden /> },
  { path: inHandPath('hazards'), title: '隐患', icon: <AppstoreOutlined aria-hidden /> },
  { path: '/chain', title: '责任链', icon: <LinkOutlined aria-hidden />, roles: OVERSEERS },
  { path: '/year', title: '统计', icon: <BarChartOutlined aria-hidden />, roles: OVERSEERS },
  { path: '/imports', title: '导入', icon: <ImportOutlined aria-hidden />, roles: ['office', 'admin'] },
  { path: '/registers', title: '名册', icon: <DatabaseOutlined aria-hidden />, roles: [...OVERSEERS, 'admin'] },
  { path: '/proof', title: '核验', icon: <SafetyCertificateOutlined aria-hidden />, roles: ['auditor', 'admin'] },
  { path: '/accounts', title: '账号', icon: <TeamOutlined aria-hidden />, roles: ADMINISTRATORS },
  { path: '/api-keys', title: '密钥', icon: <KeyOutlined aria-hidden />, roles: ADMINISTRATORS },
  { path: '/account', title: '我的', icon: <UserOutlined aria-hidden /> },
];

/** The pages that whoever is signed in works with. */
export function pagesOf(session: SignedIn | null): readonly PageLink[] {
  return PAGES.filter(({ roles }) => roles === undefined || (session !== null && roles.includes(session.role)));
}
