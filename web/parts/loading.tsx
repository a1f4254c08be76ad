import { Spin } from 'antd';

/** Something is being fetched. */
export function Loading() {
  return (
    <div role="status" aria-label="正在读取" style={{ padding: 32, textAlign: 'center' }}>
      <Spin />
    </div>
  );
}
