/** `Range` of a request, as RFC 9110 has it: one range of bytes. What is no range, or more than one, is answered whole. */

export type ByteRange = { readonly kind: 'whole' } | { readonly kind: 'part'; readonly from: number; /** Included. */ readonly to: number } | { readonly kind: 'beyond' };

export function byteRange(header: string | undefined, size: number): ByteRange {
  const found = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '');
  if (!found || (found[1] === '' && found[2] === '')) return { kind: 'whole' };
  const [first, last] = [found[1] ?? '', found[2] ?? ''];
  if (first === '') return Number(last) === 0 || size === 0 ? { kind: 'beyond' } : { kind: 'part', from: Math.max(0, size - Number(last)), to: size - 1 };
  if (last !== '' && Number(last) < Number(first)) return { kind: 'whole' };
  return Number(first) >= size ? { kind: 'beyond' } : { kind: 'part', from: Number(first), to: last === '' ? size - 1 : Math.min(Number(last), size - 1) };
}
