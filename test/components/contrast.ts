/** Contrast of two colours by WCAG 2, for `#rrggbb`, `#rgb` and the browser's `rgb()`. */
import { PALETTE } from '../../components/internal/palette.ts';

type Colours = Record<keyof typeof PALETTE, string>;
const side = (i: 0 | 1): Colours => Object.fromEntries(Object.entries(PALETTE).map(([name, pair]) => [name, pair[i]])) as Colours;
export const PALETTE_LIGHT = side(0);
export const PALETTE_DARK = side(1);

function channels(colour: string): number[] {
  const rgb = /^rgb\((\d+), (\d+), (\d+)\)$/.exec(colour);
  if (rgb) return rgb.slice(1).map(Number);
  const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(colour)?.[1];
  if (hex === undefined) throw new RangeError(`not a colour this test can read: ${colour}`);
  const wide = hex.length === 3 ? [...hex].map((digit) => digit + digit).join('') : hex;
  return [0, 2, 4].map((at) => Number.parseInt(wide.slice(at, at + 2), 16));
}
export function luminance(colour: string): number {
  const [r, g, b] = channels(colour).map((value) => {
    const part = value / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
export function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}
