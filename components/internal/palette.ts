/** Every colour of the kit as a table of pairs, light and dark; `styles.ts` turns it into custom properties and a test computes its contrasts. Which element uses which is left to the elements. */

/** Name → [light, dark]. A page overrides one with `--dossier-<name>`; inside, styles read `--d-<name>`. A badge needs no more than these. */
export const BADGE_PALETTE = {
  /** Text of lesser weight: labels, dates, hints. */
  muted: ['#566167', '#a3aeb4'],
  /** Surface of what stands apart on a sheet: quiet buttons under the pointer, placeholders. */
  subtle: ['#f3f6f6', '#20272b'],
  /** Outline of what has the focus. */
  focus: ['#0b6a70', '#5cc7ca'],
} as const satisfies Readonly<Record<string, readonly [string, string]>>;

export const PALETTE = {
  ...BADGE_PALETTE,
  /** Text. */
  text: ['#1b2326', '#e7ecee'],
  /** Background of a sheet. */
  surface: ['#fff', '#171c1f'],
  /** Hairlines: decoration only. */
  border: ['#d7dddf', '#39434a'],
  /** Borders that alone show where a control is: 3:1. */
  edge: ['#7b878d', '#7d8991'],
  /** Links, primary buttons, what is chosen. */
  accent: ['#0b6a70', '#5cc7ca'],
  /** Text on the accent. */
  'on-accent': ['#fff', '#05292b'],
  /** Background of what is chosen or new. */
  'accent-soft': ['#e0f0f0', '#143437'],
  /** Errors and what cannot be taken back. */
  danger: ['#b3261e', '#ff9c92'],
  /** Background of an error. */
  'danger-soft': ['#fdeceb', '#41201d'],
  /** What is due, waits or is doubtful. */
  due: ['#875100', '#f0b654'],
  /** Background of what is due. */
  'due-soft': ['#fff3dd', '#3a2c12'],
} as const satisfies Readonly<Record<string, readonly [string, string]>>;

/**
 * Four tokens a class (`bg fg border mark`), in order of weight: lightness alone tells them apart, so grey-scale print keeps the order.
 * `H` stands for the hue of the scheme. A page overrides one with `--dossier-class-key-bg` and so on.
 */
export const CLASS_STEPS = {
  /** the heaviest class of a scheme, such as A or a key customer. */
  key: [['H,72%,20%', 'H,72%,20%', '0,0%,100%', 'H,55%,78%'], ['H,52%,80%', 'H,52%,80%', 'H,90%,9%', 'H,90%,20%']],
  /** the second class. */
  main: [['H,42%,82%', 'H,32%,62%', 'H,80%,14%', 'H,75%,24%'], ['H,38%,30%', 'H,32%,44%', '0,0%,100%', 'H,60%,88%']],
  /** ordinary classes. */
  ordinary: [['H,26%,93%', 'H,18%,78%', 'H,30%,22%', 'H,40%,34%'], ['H,20%,23%', 'H,16%,36%', 'H,20%,88%', 'H,35%,72%']],
  /** the lightest class. */
  low: [['H,10%,98%', 'H,10%,80%', 'H,10%,34%', 'H,14%,38%'], ['H,10%,13%', 'H,10%,32%', 'H,10%,74%', 'H,10%,60%']],
} as const satisfies Readonly<Record<string, readonly [readonly [string, string, string, string], readonly [string, string, string, string]]>>;
/** Order of the four values of a step. */
export const CLASS_TOKENS = ['bg', 'border', 'fg', 'mark'] as const;
export type ClassStep = keyof typeof CLASS_STEPS;

export const SCHEME_HUES = { abc: 184, rfm: 226, lifecycle: 150 } as const;
