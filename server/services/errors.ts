/** The ways in which a service refuses. HTTP turns them into a status, the command line into a line; neither adds a reason of its own. */

export interface Problem { readonly field: string; readonly code: string; readonly message: string }

/** `not-found` also stands for what this person may not know of; `stale`: it is not any more what the caller has read. */
export type RefusalCode = 'not-found' | 'forbidden' | 'conflict' | 'invalid' | 'stale';

export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly field: string | undefined;
  /** Present with `invalid`: every problem, not the first. */
  readonly problems: readonly Problem[];
  constructor(code: RefusalCode, message: string, options: { readonly field?: string; readonly problems?: readonly Problem[] } = {}) {
    super(message);
    this.code = code;
    this.field = options.field;
    this.problems = options.problems ?? [];
  }
}

/** The same words for what is not there and for what may not be seen. */
export const notFound = (): Refusal => new Refusal('not-found', 'There is no such archive, or you may not see it.');
export const forbidden = (message: string): Refusal => new Refusal('forbidden', message);
export const invalid = (problems: readonly Problem[]): Refusal =>
  new Refusal('invalid', problems.map(({ field, message }) => `${field}: ${message}`).join('; '), { problems });

/** Whose hand-over is announced takes nothing out (P-08): what lists many customers, or leaves as a file, is not for them. */
export function mustStay(person: { readonly leaving?: true }): void {
  if (person.leaving === true) throw forbidden('Your hand-over is announced: nothing is exported, and only a day’s work of customers is read.');
}
