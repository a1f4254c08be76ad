import { CloseCircleFilled } from '@ant-design/icons';

/** The button that empties a field, by a name that its readers hear in their own language: antd's is English. */
export const CLEAR = { clearIcon: <CloseCircleFilled aria-label="清空" />, label: '清空' };
