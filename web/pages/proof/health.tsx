import { useQuery } from '@tanstack/react-query';
import { Sheet } from '../../parts/page.tsx';
import { Loading } from '../../parts/loading.tsx';
import { ageWords } from './words.ts';

/** What a part says of itself: 503 where it is in need, with the same body. */
interface Part {
  readonly isWell: boolean;
  readonly body: Readonly<Record<string, unknown>>;
}

interface Line {
  readonly name: string;
  readonly path: string;
  readonly say: (part: Part) => string;
}

const EVERY_MS = 15_000;
const LINES: readonly Line[] = [
  { name: '数据库和流程引擎', path: '/health/ready', say: ({ body }) => readyWords(body) },
  {
    name: '责任链巡检',
    path: '/health/auditor',
    say: ({ body }) =>
      typeof body['ageSeconds'] === 'number' ? `最近一次在${ageWords(body['ageSeconds'])}` : '还没有巡检过',
  },
  {
    name: '历史归档',
    path: '/health/archive',
    say: ({ body }) =>
      body['unarchived'] === 0 ? '都已归档' : `${String(body['unarchived'])}件等待归档，请系统管理员检查`,
  },
  {
    name: '封签',
    path: '/health/seals',
    say: ({ isWell, body }) => {
      const { ageSeconds } = (body['database'] ?? {}) as { readonly ageSeconds?: number };
      const age = ageSeconds === undefined ? '还没有封签' : `最新一号在${ageWords(ageSeconds)}`;
      return isWell ? age : `${age}，没有按时制作或送达，请系统管理员检查`;
    },
  },
];

/** Whether the parts that keep the proof are at work. */
export function Health() {
  return (
    <Sheet title="运行状况">
      <ul className="rows">
        {LINES.map((line) => (
          <HealthLine key={line.path} line={line} />
        ))}
      </ul>
    </Sheet>
  );
}

function HealthLine({ line: { name, path, say } }: { readonly line: Line }) {
  const { data, error } = useQuery({ queryKey: [path], queryFn: () => partOf(path), refetchInterval: EVERY_MS });
  if (data === undefined && error === null) return <Loading />;
  const isWell = data?.isWell === true;
  return (
    <li className="row">
      <span className={isWell ? 'well' : 'late'}>{isWell ? '✓ 正常' : '× 异常'}</span>
      <span className="wide">
        {name}　<span className="quiet">{data === undefined ? '没有应答，请稍后再看' : say(data)}</span>
      </span>
    </li>
  );
}

// Not by `call`, since a part that is in need answers 503 and says in the body what with.
async function partOf(path: string): Promise<Part> {
  const answer = await fetch(path);
  return { isWell: answer.ok, body: (await answer.json()) as Part['body'] };
}

function readyWords({ database, temporal, worker }: Part['body']): string {
  const away = [
    database === true ? '' : '数据库',
    temporal === true ? '' : '流程引擎',
    worker === true ? '' : '办理进程',
  ].filter((word) => word !== '');
  return away.length === 0 ? '都在工作' : `${away.join('、')}没有应答，提交的内容会在恢复后办理`;
}
