// Writes fixtures/: `node examples/document-batch/make-fixtures.ts`. The same Node writes the same bytes every time.
import { writeFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import PDFDocument from 'pdfkit';
import { type FixtureDocument, fixtureDocuments, footer } from './fixture-documents.ts';

const folder = new URL('./fixtures/', import.meta.url);
const unicodeFont = fileURLToPath(
  import.meta.resolve('@expo-google-fonts/didact-gothic/400Regular/DidactGothic_400Regular.ttf'),
);
const margin = 56;

/** Prints one document. With `userPassword` nobody can read it without that password. */
async function print(document: FixtureDocument, options: { userPassword?: string } = {}): Promise<Buffer> {
  const pdf = new PDFDocument({
    size: 'A4',
    margin,
    autoFirstPage: false,
    // A fixed date: the file's own id is made from it as well.
    info: { Title: document.title, Creator: 'make-fixtures.ts', CreationDate: new Date('2026-06-01T00:00:00Z') },
    ...options,
  });
  const bytes = buffer(pdf);
  let printedPages = 0;
  pdf.on('pageAdded', () => {
    printedPages += 1;
  });

  for (const [index, [heading = '', ...lines]] of document.pages.entries()) {
    pdf.addPage();
    pdf.font(document.embedFont ? unicodeFont : 'Helvetica');
    pdf.fontSize(18).text(heading).moveDown();
    pdf.fontSize(11);
    for (const line of lines) pdf.text(line, { paragraphGap: 6 });
    // Inside the page's own margin, where pdfkit would begin a new page for text that may wrap.
    pdf.fontSize(8).text(footer(document, index + 1), margin, pdf.page.height - margin - 12, { lineBreak: false });
  }
  pdf.end();
  if (printedPages !== document.pages.length) {
    throw new Error(
      `${document.file} has ${printedPages} pages instead of ${document.pages.length}; shorten its lines.`,
    );
  }
  return bytes;
}

for (const document of fixtureDocuments) {
  await writeFile(new URL(document.file, folder), await print(document));
}

const locked: FixtureDocument = {
  file: 'locked-payslip.pdf',
  title: 'Payslip April 2026',
  pages: [
    ['Payslip April 2026', 'Nobody reads this without the password.'],
    ['Deductions', 'None.'],
  ],
};
await writeFile(new URL(locked.file, folder), await print(locked, { userPassword: 'correct horse' }));

// Damaged: it begins as a PDF does, and ends in the middle of the first object.
const [whole] = fixtureDocuments;
if (whole === undefined) throw new Error('fixture-documents.ts lists no document.');
await writeFile(new URL('damaged-scan.pdf', folder), (await print(whole)).subarray(0, 200));
