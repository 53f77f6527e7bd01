/** Which row of a table is open in a form, the id of the button that opens it, and the styles that come with what is loaded later. */
import type { CSSResult } from 'lit';
import { idOf, type FormHost } from '../slot.ts';

const openName = (table: string, row: string): string => `edit ${table}/${row}`;
/** DOM ids have no blanks. */
export const buttonId = (table: string, row: string): string => idOf(`open-${table}/${row}`);

/** Opens a row in place, and closes the one of this table that was open. */
export function openRow(host: Pick<FormHost, 'opened' | 'refresh'>, table: string, row: string | null): void {
  for (const name of [...host.opened]) if (name.startsWith(openName(table, ''))) host.opened.delete(name);
  if (row !== null) host.opened.add(openName(table, row));
  host.refresh();
}
export const isOpen = (host: FormHost, table: string, row: string): boolean => host.opened.has(openName(table, row));

/** Put on an element that is drawn into a shadow root whose styles know nothing of it. */
export function adopt(element: Element | undefined, ...styles: readonly CSSResult[]): void {
  if (element === undefined) return;
  const put = () => {
    const root = element.getRootNode();
    if (!(root instanceof ShadowRoot)) return;
    const missing = styles.map(({ styleSheet }) => styleSheet!).filter((sheet) => !root.adoptedStyleSheets.includes(sheet));
    if (missing.length > 0) root.adoptedStyleSheets = [...root.adoptedStyleSheets, ...missing];
  };
  // what is drawn for the first time is put into the page a moment later, and before anybody sees it
  if (element.isConnected) put();
  else queueMicrotask(put);
}
