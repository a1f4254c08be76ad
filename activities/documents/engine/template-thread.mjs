// A thread does not inherit the loader of TypeScript from a process that was started without it, as in tests.
import { register } from 'tsx/esm/api';

register();
await import('./template-thread.ts');
