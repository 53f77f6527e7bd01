/** From the code with which an import leaves a cell out, or refuses a row, to the cause under which the cleaning bench takes it up. */
import type { CauseKey } from './causes.ts';

/** `length`: of a code that lost its zeros, how long the others of its column are. */
export interface LeftCause { readonly cause: CauseKey; readonly length?: number }

const CELLS: Readonly<Record<string, CauseKey>> = Object.freeze({
  option: 'option-unknown', 'not-a-url': 'url-form', date: 'date-unparsable', 'ambiguous-date': 'date-ambiguous', number: 'number-unparsable', 'ambiguous-number': 'number-unparsable', 'unknown-country': 'country-unknown',
});

export function leftCause(code: string, message: string, refused: boolean): LeftCause {
  if (!refused) return { cause: Object.hasOwn(CELLS, code) ? (CELLS[code] as CauseKey) : 'row-refused' };
  if (code === 'lost-zeros') {
    const length = Number(/the other codes of this column (\d+)/.exec(message)?.[1]);
    return Number.isInteger(length) ? { cause: 'zeros-lost', length } : { cause: 'zeros-lost' };
  }
  return { cause: code.startsWith('destroyed-') ? 'digits-destroyed' : 'row-refused' };
}
