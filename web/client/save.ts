import { fileOf } from './api.ts';

/** Saves a file of the API on this device under a name. */
export async function saveFile(path: string, name: string): Promise<void> {
  saveBlob(await fileOf(path), name);
}

/** Saves what this page made on this device under a name. */
export function saveBlob(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
