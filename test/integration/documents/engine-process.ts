import { closeBrowser, printPdf } from '../../../activities/documents/engine/index.ts';
import { textOf } from '../../support/pdf-text.ts';
import { docxOf, saying } from '../../support/small-docx.ts';

/** A process that prints once, says what it printed, and then closes Chromium or lives on until it is killed. */
const { pdf } = await printPdf(docxOf(saying('责令限期整改指令书')));
process.stdout.write(`${await textOf(pdf)}\n`);
if (process.argv[2] === 'and-end') await closeBrowser();
