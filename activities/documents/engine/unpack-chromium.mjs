// The package unpacks into the temporary directory of its process, so it gets a process: ours keeps its own.
import chromium from '@sparticuz/chromium';

await chromium.executablePath();
