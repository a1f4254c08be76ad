/** Whether an error means that Temporal cannot be reached or no worker answers (gRPC 1 cancelled, 4 deadline, 14 away). */
export function isEngineAway(error: unknown): boolean {
  return causes(error).some(({ code }) => code === 14 || code === 4 || code === 1);
}

function causes(error: unknown): readonly { code?: unknown }[] {
  const chain: { code?: unknown }[] = [];
  for (
    let at = error;
    typeof at === 'object' && at !== null && chain.length < 8;
    at = (at as { cause?: unknown }).cause
  )
    chain.push(at);
  return chain;
}
