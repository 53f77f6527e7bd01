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
}
export declare function factsOf(tag: string): Facts;
