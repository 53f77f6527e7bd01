/** One finding about one value. The code is for programs and translations, the message for whoever reads a log. */

export type ProblemCode =
  | 'type' | 'too-long' | 'characters' | 'format' | 'range' | 'date' | 'option' | 'scheme' | 'not-writable' | 'unknown-key' | 'place' | 'year' | 'retired';

export interface Problem { readonly code: ProblemCode; readonly message: string }

/** A finding with the value key it is about, as REST answers it. */
export interface FieldProblem extends Problem { readonly field: string }

/** The message follows the field's name: "Date of birth must be …". */
export const problem = (code: ProblemCode, message: string): Problem => ({ code, message });
