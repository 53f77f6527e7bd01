/** A file of one page with one line of Latin letters, so that the samples have papers to look at: a whole PDF, and nothing in it but that line. */

const OBJECTS = (line: string): readonly string[] => {
  const content = `BT /F1 20 Tf 72 760 Td (${line}) Tj 0 -32 Td /F1 11 Tf (Sample paper of Harbour Lane. Everything in it is invented.) Tj ET`;
  return [
    '<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`, '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
};

/** `title` has no letters beyond ASCII: every one of them is one byte, as the offsets of a PDF count. */
export function paper(title: string): Uint8Array {
  const line = title.replace(/[^ -~]/g, '?').replace(/[\\()]/g, '\\$&');
  let text = '%PDF-1.4\n';
  const at = OBJECTS(line).map((object, i) => {
    const start = text.length;
    text += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return start;
  });
  const table = text.length;
  const rows = at.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  text += `xref\n0 ${at.length + 1}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${at.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`;
  return new TextEncoder().encode(text);
}
