/** What a printed sheet of one archive is made of: words that are ready to be set, of filled values alone. `POST /api/archives/{id}/sheet` answers it. */
export interface SheetEntry { readonly label: string; readonly value: string }
export interface SheetTable { readonly title: string; readonly heads: readonly string[]; readonly rows: readonly (readonly string[])[]; /** Rows that are not printed. */ readonly left: number }
export interface SheetSection { readonly key: string; readonly title: string; readonly entries: readonly SheetEntry[]; readonly tables: readonly SheetTable[] }
export interface SheetClass { readonly scheme: string; readonly mark: string; readonly label: string; readonly entries: readonly SheetEntry[] }
export interface Sheet {
  readonly id: string;
  readonly name: string;
  /** Tops everything. */
  readonly warning: { readonly label: string; readonly text: string } | null;
  /** Of the archive's own row. */
  readonly head: readonly SheetEntry[];
  readonly classes: readonly SheetClass[];
  readonly sections: readonly SheetSection[];
  readonly words: { readonly printed: string; readonly classes: string; readonly more: string; readonly warning: string };
  readonly printedBy: string;
  /** As the workspace's clock shows it. */
  readonly printedAt: string;
}
