/** The colours of `palette.ts` and of classes as custom properties, for both colour schemes. As text: `styles.ts` makes Lit's styles of it, the badge its own sheet. */
import { CLASS_STEPS, CLASS_TOKENS, SCHEME_HUES } from '../../model/classification/look.ts';
import { BADGE_PALETTE, PALETTE } from './palette.ts';

type Pair = readonly [light: string, dark: string];
type Pick = (pair: Pair) => string;
/** A rule set for the given way to pick a colour, inside `:host` or behind `within`. */
type Rules = (pick: Pick, within: string) => string;

/**
 * Colours follow the page's `color-scheme`; the attribute `scheme` (`light`, `dark`) decides for one element. Browsers without
 * `light-dark()` show the light ones unless the attribute is there: `element.ts` sets it for them.
 */
const inBothSchemes = (rules: Rules): string =>
  `${rules(([light]) => light, '')}@supports (color:light-dark(red,red)){${rules((pair) => `light-dark(${pair})`, '')}}` +
  rules(([, dark]) => dark, '[scheme=dark]');

const host = (attribute: string): string => (attribute ? `:host(${attribute})` : ':host');

const palette = (colours: Readonly<Record<string, Pair>>): string =>
  inBothSchemes((pick, within) =>
    `${host(within)}{${Object.entries(colours).map(([name, pair]) => `--d-${name}:var(--dossier-${name},${pick(pair)});`).join('')}--d-radius:var(--dossier-radius,8px)}`);

const schemes = ':host([scheme=light]){color-scheme:light}:host([scheme=dark]){color-scheme:dark}';

export const badgeTokens = palette(BADGE_PALETTE) + schemes;
export const allTokens = (): string => palette(PALETTE) + schemes;

/** Class steps as CSS classes `key main ordinary low`; put `abc`, `rfm` or `lifecycle` beside them for the hue. */
export const classTokens =
  inBothSchemes((pick, within) =>
    Object.entries(CLASS_STEPS).map(([step, [light, dark]]) => {
      const colour = (parts: string) => `hsl(${parts.replace('H', 'var(--d-hue,205)')})`;
      return `${within ? `${host(within)} ` : ''}.${step}{${CLASS_TOKENS.map((token, i) => `--d-${token}:var(--dossier-class-${step}-${token},${pick([colour(light[i]!), colour(dark[i]!)])})`).join(';')}}`;
    }).join('')) + Object.entries(SCHEME_HUES).map(([scheme, hue]) => `.${scheme}{--d-hue:${hue}}`).join('');
