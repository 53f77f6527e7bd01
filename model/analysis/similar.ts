/**
 * Groups of customers that are alike in many respects (C-19): numbers standardised, options as present or not, so that both count alike. Pure; the clustering itself is a library's and is handed in. What lies how
 * far from whom is told in `alike.ts`.
 */

/** One customer: numbers as they are counted (null: not known), and the options that it has. */
export interface Described { readonly numbers: readonly (number | null)[]; readonly options: readonly string[] }

/** By number mean and standard deviation of ln(1 + value) of all; by option the place of who has it. */
export interface Basis {
  readonly scales: readonly { readonly mean: number; readonly spread: number }[];
  /** The options that are dimensions, behind the numbers. */
  readonly options: readonly { readonly option: string; readonly weight: number }[];
}
export interface Encoded { readonly basis: Basis; readonly points: readonly (readonly number[])[] }

/** Options that fewer than this share has, or all but it, tell no groups apart. */
const RARE = 0.02;
/** The most frequent are enough: each is a dimension. */
const MOST_OPTIONS = 40;
/** Standard deviations from the mean; farther is as far. */
export const FARTHEST = 3;

/** What is kept is rounded before it is used: the figures that a reason shows are the ones that decided, and none of them is somebody's sum to the cent. */
const rounded = (value: number, digits: number): number => Math.round(value * 10 ** digits) / 10 ** digits + 0;

/** An option weighs as much as one standard deviation of a number, halved: the options of one list are one fact. */
export function basisOf(customers: readonly Described[]): Basis {
  const n = customers.length;
  const scales = Array.from({ length: customers[0]?.numbers.length ?? 0 }, (_, i) => {
    const known = customers.flatMap(({ numbers }) => { const value = numbers[i] ?? null; return value === null ? [] : [Math.log1p(Math.max(0, value))]; });
    const mean = known.reduce((sum, value) => sum + value, 0) / Math.max(1, known.length);
    return { mean: rounded(mean, 2), spread: rounded(Math.sqrt(known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, known.length)), 2) };
  });
  const counts = new Map<string, number>();
  for (const { options } of customers) for (const option of new Set(options)) counts.set(option, (counts.get(option) ?? 0) + 1);
  const dimensions = [...counts].filter(([, count]) => count >= Math.max(2, n * RARE) && count <= n * (1 - RARE)).sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).slice(0, MOST_OPTIONS);
  return { scales, options: dimensions.map(([option, count]) => { const part = count / n; return { option, weight: rounded(0.5 / Math.sqrt(part * (1 - part)), 2) }; }) };
}

/** Where a number stands: distance from the mean in standard deviations, at most three; what is not known is the mean. */
export const numberPlace = (value: number | null, { mean, spread }: Basis['scales'][number]): number => (value === null || spread === 0 ? 0 : Math.max(-FARTHEST, Math.min(FARTHEST, (Math.log1p(Math.max(0, value)) - mean) / spread)));

/** The point of one customer: numbers first, then options. */
export function placeOf({ numbers, options: mine }: Described, { scales, options }: Basis): readonly number[] {
  const has = new Set(mine);
  return [...scales.map((scale, i) => numberPlace(numbers[i] ?? null, scale)), ...options.map(({ option, weight }) => (has.has(option) ? weight : 0))];
}

export function encode(customers: readonly Described[]): Encoded {
  const basis = basisOf(customers);
  return { basis, points: customers.map((customer) => placeOf(customer, basis)) };
}

const distance = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, value, i) => sum + (value - (b[i] ?? 0)) ** 2, 0);

/** The nearest centre of each point; of equally near ones the first. */
export const nearest = (points: readonly (readonly number[])[], centres: readonly (readonly number[])[]): readonly number[] =>
  points.map((point) => centres.reduce((best, centre, i) => { const far = distance(point, centre); return far < best.far ? { i, far } : best; }, { i: 0, far: Infinity }).i);

/** Calinski and Harabasz (1974): how far groups lie apart for how wide they are. Greater is better. */
export function calinskiHarabasz(points: readonly (readonly number[])[], groups: readonly number[], k: number): number {
  const n = points.length;
  const width = points[0]?.length ?? 0;
  const mean = (of: readonly (readonly number[])[]): readonly number[] => Array.from({ length: width }, (_, i) => of.reduce((sum, point) => sum + (point[i] ?? 0), 0) / Math.max(1, of.length));
  const middle = mean(points);
  let [between, within, found] = [0, 0, 0];
  for (let group = 0; group < k; group++) {
    const mine = points.filter((_, i) => groups[i] === group);
    if (mine.length === 0) continue;
    found++;
    const centre = mean(mine);
    between += mine.length * distance(centre, middle);
    within += mine.reduce((sum, point) => sum + distance(point, centre), 0);
  }
  return found < 2 || n <= found ? 0 : within === 0 ? Infinity : between / (found - 1) / (within / (n - found));
}

export type Cluster = (points: readonly (readonly number[])[], k: number) => { readonly centres: readonly (readonly number[])[] };
export interface Grouping { readonly k: number; readonly index: number; /** By customer, 0 the biggest. */ readonly groups: readonly number[]; /** By group its middle. */ readonly centres: readonly (readonly number[])[]; readonly encoded: Encoded }

export const LEAST = 12;
/** Fewer are no group; and the middle of one or two would tell what each of them is. */
const FEWEST = 3;
const MOST_GROUPS = 8;
/** So many are enough to find the centres; the rest goes to the nearest. */
const SAMPLE = 2_000;

/** Members of each centre. */
function sizesOf(groups: readonly number[], k: number): readonly number[] {
  const sizes = new Array<number>(k).fill(0);
  for (const each of groups) sizes[each]!++;
  return sizes;
}

/** Centres as they are kept, to a tenth of a standard deviation; where too few are near to one, they go to the next. */
function settled(points: readonly (readonly number[])[], found: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const centres = found.map((centre) => centre.map((value) => rounded(value, 1))).filter((centre) => centre.every(Number.isFinite));
  const sizes = sizesOf(nearest(points, centres), centres.length);
  return centres.filter((_, i) => (sizes[i] as number) >= FEWEST);
}

/** The number of groups with the greatest index, from 2 to 8; null: too few customers or all alike. */
/** Which of two points is told first. */
const inOrder = (a: readonly number[], b: readonly number[]): number => a.reduce((found, value, i) => found || value - (b[i] as number), 0);

export function group(customers: readonly Described[], cluster: Cluster): Grouping | null {
  if (customers.length < LEAST) return null;
  const encoded = encode(customers);
  const step = Math.max(1, customers.length / SAMPLE);
  const sample = Array.from({ length: Math.min(SAMPLE, customers.length) }, (_, i) => encoded.points[Math.floor(i * step)] as readonly number[])
    .sort(inOrder); // clustering begins at points by their place: equal customers are equal groups, in whatever order they came
  const different = new Set(sample.map((point) => point.join())).size;
  let best: { readonly index: number; readonly centres: readonly (readonly number[])[] } | null = null;
  for (let k = 2; k <= Math.min(MOST_GROUPS, different - 1, Math.floor(customers.length / 4)); k++) {
    const centres = settled(sample, cluster(sample, k).centres);
    const index = calinskiHarabasz(sample, nearest(sample, centres), centres.length);
    if (index > (best?.index ?? 0)) best = { index, centres };
  }
  if (!best) return null;
  const sizes = sizesOf(nearest(encoded.points, best.centres), best.centres.length);
  const centres = [...best.centres.keys()].sort((a, b) => (sizes[b] as number) - (sizes[a] as number) || a - b).map((at) => best.centres[at] as readonly number[]);
  return { k: centres.length, index: best.index, groups: nearest(encoded.points, centres), centres, encoded };
}

/** What a group shares more than all do: a number that is high or low, or an option. `inside` and `all`: shares of those who have it. */
export type Trait =
  | { readonly kind: 'number'; readonly at: number; readonly high: boolean; readonly weight: number }
  | { readonly kind: 'option'; readonly option: string; readonly inside: number; readonly all: number; readonly weight: number };

/** Standard deviations from the mean of all from which a number tells a group. */
const FAR = 0.3;
/** An option tells a group that half of it has, so much more often than all. */
const HALF = 0.5;
const MORE = 0.1;
/** Traits told of each group. */
const TOLD = 6;

/** By group, the strongest first. `groups` as `group` answers them, or those that were kept; -1: in none. */
export function traitsOf(customers: readonly Described[], { points, basis }: Encoded, groups: readonly number[], k: number): readonly (readonly Trait[])[] {
  const n = customers.length;
  const width = basis.scales.length;
  const options = basis.options.map(({ option }) => option);
  const sizes = new Array<number>(k).fill(0);
  const sums = Array.from({ length: k }, () => new Array<number>(width).fill(0));
  const place = new Map(options.map((option, i) => [option, i]));
  const all = new Array<number>(options.length).fill(0);
  const inside = Array.from({ length: k }, () => new Array<number>(options.length).fill(0));
  customers.forEach((customer, i) => {
    const at = groups[i] ?? -1;
    if (at >= 0) {
      sizes[at]!++;
      for (let d = 0; d < width; d++) sums[at]![d]! += points[i]?.[d] ?? 0;
    }
    for (const option of new Set(customer.options)) {
      const o = place.get(option);
      if (o === undefined) continue;
      all[o]!++;
      if (at >= 0) inside[at]![o]!++;
    }
  });
  return sizes.map((size, at) => {
    const numbers = (sums[at] as number[]).flatMap((sum, i): readonly Trait[] => { const middle = size === 0 ? 0 : sum / size; return Math.abs(middle) < FAR ? [] : [{ kind: 'number', at: i, high: middle > 0, weight: Math.abs(middle) }]; });
    const shared = options.flatMap((option, o): readonly Trait[] => {
      const [mine, whole] = [size === 0 ? 0 : (inside[at]?.[o] ?? 0) / size, n === 0 ? 0 : (all[o] ?? 0) / n];
      return mine >= HALF && mine - whole > MORE ? [{ kind: 'option', option, inside: mine, all: whole, weight: mine - whole }] : [];
    });
    return [...numbers, ...shared].sort((a, b) => b.weight - a.weight || (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)).slice(0, TOLD);
  });
}

/** The least share that two groups have in common for the one to be the other's next month: of all who are in either. */
const SAME = 0.3;

/**
 * Names of groups from month to month: a group keeps the name of the one before with which it has most in common (Jaccard), each name once; others get the next number. `before`: by customer the name of last time.
 * `last`: the highest number ever given.
 */
export function matched(before: readonly (string | null)[], groups: readonly number[], k: number, last: number): { readonly names: readonly string[]; readonly last: number } {
  const [mine, theirs, both] = [new Array<number>(k).fill(0), new Map<string, number>(), new Map<string, number>()];
  groups.forEach((at, i) => {
    const name = before[i] ?? null;
    if (at >= 0) mine[at]!++;
    if (name !== null) theirs.set(name, (theirs.get(name) ?? 0) + 1);
    if (at >= 0 && name !== null) both.set(`${at} ${name}`, (both.get(`${at} ${name}`) ?? 0) + 1);
  });
  const pairs = [...both].map(([pair, shared]) => {
    const [at = '0', name = ''] = pair.split(' ');
    return { at: Number(at), name, share: shared / ((mine[Number(at)] ?? 0) + (theirs.get(name) ?? 0) - shared) };
  }).filter(({ share }) => share >= SAME).sort((a, b) => b.share - a.share || a.at - b.at || (a.name < b.name ? -1 : 1));
  const names = new Array<string | undefined>(k).fill(undefined);
  const taken = new Set<string>();
  for (const { at, name } of pairs) {
    if (names[at] !== undefined || taken.has(name)) continue;
    names[at] = name;
    taken.add(name);
  }
  let next = last;
  return { names: names.map((name) => name ?? `g${++next}`), last: next };
}
