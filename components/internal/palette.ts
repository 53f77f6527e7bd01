/** Every colour of the kit but those of classes (`model/classification/look.ts`) as a table of pairs, light and dark; `styles.ts` turns it into custom properties and a test computes its contrasts. Which element uses which is left to the elements. */

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
