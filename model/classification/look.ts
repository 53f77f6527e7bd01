/** How heavy a class is drawn, and in which colours: of badges on pages, and of pictures of them that the server makes. How a page turns it into styles is the kit's. */

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

/** Weight of each class, heaviest first; what is not named weighs least. */
const STEPS: Readonly<Record<Exclude<ClassStep, 'low'>, string>> = {
  key: ' A champions loyal currentAgent currentEndCustomer high core vip ',
  main: ' B potentialLoyalists new promising cantLose ',
  ordinary: ' C needAttention aboutToSleep atRisk potentialAgent potentialEndCustomer ',
};
export function stepOf(value: string | null): ClassStep {
  for (const [step, values] of Object.entries(STEPS)) if (values.includes(` ${value} `)) return step as ClassStep;
  return 'low';
}
