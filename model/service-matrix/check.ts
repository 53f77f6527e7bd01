/** What a service matrix must keep to: classes and services that there are, and no important class that gets less than a lesser one. */
import { isSchemeKey, schemeOf } from '../classification/schemes.ts';
import { MATRIX_SCHEMES, MOST_OF, RANKED_KEYS } from './bounds.ts';
import { LEVELS_OF, rankOf, SERVICE_KEYS } from './matrix.ts';
import type { ServiceMatrix, Services } from './matrix.ts';

export interface MatrixProblem { readonly field: string; readonly code: 'unknown' | 'out-of-range' | 'twice' | 'inversion'; readonly message: string }

/** Every place where a matrix cannot be, or turns the order of classes upside down. */
export function matrixProblems({ base, rows }: ServiceMatrix): readonly MatrixProblem[] {
  const problems: MatrixProblem[] = [];
  const services = (given: Readonly<Partial<Record<string, unknown>>>, at: string, all: boolean): void => {
    for (const key of Object.keys(given)) if (!(SERVICE_KEYS as readonly string[]).includes(key)) problems.push({ field: `${at}.${key}`, code: 'unknown', message: `One of ${SERVICE_KEYS.join(', ')}.` });
    for (const key of SERVICE_KEYS) {
      const value = given[key];
      if (value === undefined && !all) continue;
      if (key === 'discount' || key === 'visits') {
        if (typeof value !== 'number' || !(value >= 0 && value <= MOST_OF[key]) || (key === 'visits' && !Number.isInteger(value))) problems.push({ field: `${at}.${key}`, code: 'out-of-range', message: `0 to ${MOST_OF[key]}.` });
      } else if (!(LEVELS_OF[key] as readonly unknown[]).includes(value)) problems.push({ field: `${at}.${key}`, code: 'unknown', message: `One of ${LEVELS_OF[key].join(', ')}.` });
    }
  };
  services(base as never, 'base', true);
  const seen = new Set<string>();
  for (const { scheme, value, gives } of rows) {
    const at = `rows.${scheme}.${value}`;
    if (!(MATRIX_SCHEMES as readonly string[]).includes(scheme)) {
      problems.push({ field: at, code: 'unknown', message: isSchemeKey(scheme) ? 'This class does not decide about service: not everybody who serves the customer may know of it.' : `One of ${MATRIX_SCHEMES.join(', ')}.` });
      continue;
    }
    if (value === null || !schemeOf(scheme).ranking.includes(value)) problems.push({ field: at, code: 'unknown', message: `One of ${schemeOf(scheme).ranking.filter((each) => each !== null).join(', ')}.` });
    if (seen.has(at)) problems.push({ field: at, code: 'twice', message: 'One row a class.' });
    seen.add(at);
    services(gives, at, false);
  }
  return problems.length > 0 ? problems : inversions({ base, rows });
}

/** Class by class from the best to the worst, who says nothing of a service gets what everybody does: no step may go up, and none may go below everybody. */
function inversions({ base, rows }: ServiceMatrix): readonly MatrixProblem[] {
  return MATRIX_SCHEMES.flatMap((scheme) => RANKED_KEYS.flatMap((key): readonly MatrixProblem[] => {
    const own = (value: string | null): Services[typeof key] => rows.find((row) => row.scheme === scheme && row.value === value)?.gives[key] ?? base[key];
    const classes = schemeOf(scheme).ranking;
    return classes.slice(1).flatMap((value, i) => {
      const better = classes[i]!;
      return rankOf(key, own(better)) >= rankOf(key, own(value)) ? []
        : [{ field: `rows.${scheme}.${better}.${key}`, code: 'inversion' as const, message: `${better} must not get less than ${value ?? 'everybody'} (${own(better)} against ${own(value)}).` }];
    });
  }));
}
