/** What a file is by its first bytes. Only what is found here may be shown; everything else is a download, whatever its name or its sender says. */

export type ShownType = 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp' | 'application/pdf';

/** Bytes of the beginning that `sniff` needs. */
export const HEAD_BYTES = 16;
export const UNKNOWN_TYPE = 'application/octet-stream';

const BY_NAME: Readonly<Record<string, ShownType>> = { png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg', jpe: 'image/jpeg', gif: 'image/gif', webp: 'image/webp', pdf: 'application/pdf' };
const SHOWN: ReadonlySet<string> = new Set(Object.values(BY_NAME));

export const isShown = (type: string): type is ShownType => SHOWN.has(type);

export function sniff(head: Uint8Array): ShownType | null {
  const text = String.fromCharCode(...head.subarray(0, HEAD_BYTES));
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (text.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (text.startsWith('GIF87a') || text.startsWith('GIF89a')) return 'image/gif';
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') return 'image/webp';
  if (text.startsWith('%PDF-')) return 'application/pdf';
  return null;
}

/** Types that a browser would run. */
const runs = (type: string): boolean => /(html|svg|xml|script|xsl|flash)/.test(type);

/** The type that is told of a file: by its bytes; none where its name or its sender says something that the bytes contradict, or where a browser would run it. */
export function trueType(head: Uint8Array, name: string, said: string): string {
  const given = said.toLowerCase();
  const found = sniff(head);
  const dot = name.lastIndexOf('.');
  const claims = [isShown(given) ? given : null, dot < 0 ? null : (BY_NAME[name.slice(dot + 1).toLowerCase()] ?? null)];
  if (claims.some((claim) => claim !== null && claim !== found)) return UNKNOWN_TYPE;
  if (found !== null) return found;
  return /^[\w.+-]+\/[\w.+-]+$/.test(given) && !runs(given) ? given : UNKNOWN_TYPE;
}
