/** How texts are typed: English gives the keys, every other language must have exactly these. Texts with a number or name in them are functions. */

/** Same keys, any wording. */
export type TextsOf<T> = {
  readonly [K in keyof T]: T[K] extends string ? string : T[K] extends (...values: infer V) => string ? (...values: V) => string : TextsOf<T[K]>;
};
