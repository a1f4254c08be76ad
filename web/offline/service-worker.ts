/** Has the console's files kept on this device; `ahead` loads what should open without a network. Built releases only. */
export async function keepFiles(ahead: () => Promise<unknown>): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  await navigator.serviceWorker.register('/console/sw.js', { scope: '/console/' });
  const { active } = await navigator.serviceWorker.ready;
  // On its first page the worker has seen nothing of what was loaded: it is told.
  await ahead().finally(() => {
    const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
    active?.postMessage({ keep: [location.href, ...loaded] });
  });
}
