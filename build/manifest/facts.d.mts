export declare const root: string;
export declare const TAGS: readonly string[];
export interface Facts {
  readonly attributes: readonly string[];
  readonly fires: readonly string[];
  readonly parts: readonly string[];
  readonly slots: readonly string[];
  readonly tokens: readonly string[];
  readonly palette: 'all' | 'badge' | null;
  readonly classes: boolean;
  readonly inside: readonly string[];
  /** Paths from the root of what stands in its own shadow tree. */
  readonly own: readonly string[];
}
export declare function factsOf(tag: string): Facts;
