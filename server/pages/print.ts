/** `/print/{id}`: one archive as a sheet for paper, or for a PDF by the browser. What stands on it comes from the server in words; here it is only set. */
import type { Sheet, SheetEntry, SheetTable } from '../../model/export/sheet-api.ts';
import type { Labels } from '../../model/labels.ts';
import { chosenLanguage, onChoice } from './choices.ts';
import { at, ROOT } from './root.ts';
import { beginShell, loadMe } from './shell.ts';
import { api } from './token.ts';
import { t } from './words.ts';

const TEXTS: Readonly<Record<'print' | 'back' | 'wait' | 'missing' | 'denied' | 'failed', Labels>> = {
  print: t('Print, or save as PDF', '打印或存为 PDF', '列印或另存為 PDF', 'Imprimir o guardar como PDF'),
  back: t('Back to the customer', '返回客户', '返回客戶', 'Volver al cliente'),
  wait: t('The sheet is being made.', '正在生成。', '正在產生。', 'Se está preparando la hoja.'),
  missing: t('There is no such customer here, or this customer is not open to you.', '没有该客户，或该客户未向您开放。', '沒有該客戶，或該客戶未向您開放。', 'No existe ese cliente o no está abierto para ti.'),
  denied: t('Only an information steward prints an archive: it is taken out, as by an export, and recorded.', '只有信息专员可以打印档案：这与导出相同，会被记录。', '只有資訊專員可以列印檔案：這與匯出相同，會被記錄。', 'Solo un responsable de la información imprime un expediente: sale como en una exportación y queda registrado.'),
  failed: t('The sheet could not be made. Load the page again.', '未能生成，请重新加载页面。', '未能產生，請重新載入頁面。', 'No se pudo preparar la hoja. Vuelve a cargar la página.'),
};
const say = (key: keyof typeof TEXTS): string => TEXTS[key][chosenLanguage()];

const ref = location.pathname.slice(new URL('print/', ROOT).pathname.length);
const part = (id: string): HTMLElement => {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no ${id}`);
  return found;
};

function make(tag: string, attributes: Readonly<Record<string, string>>, ...children: readonly (Node | string)[]): HTMLElement {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}
const list = (entries: readonly SheetEntry[]): readonly Node[] => (entries.length === 0 ? [] : [make('dl', {}, ...entries.flatMap(({ label, value }) => [make('dt', {}, label), make('dd', {}, value)]))]);
/** More columns than a page is wide for are set small. */
const WIDE = 8;
const rows = ({ title, heads, rows: all, left }: SheetTable, more: string): readonly Node[] => [
  make('h3', {}, title),
  make('table', { class: heads.length > WIDE ? 'rows wide' : 'rows' }, make('thead', {}, make('tr', {}, ...heads.map((text) => make('th', { scope: 'col' }, text)))), make('tbody', {}, ...all.map((cells) => make('tr', {}, ...cells.map((text) => make('td', {}, text)))))),
  ...(left > 0 ? [make('p', {}, `${more} ${left}`)] : []),
];

function set({ name, warning, head, classes, sections, words, printedBy, printedAt }: Sheet): HTMLElement {
  const body = make('td', {},
    ...(warning ? [make('p', { class: 'alert' }, `${words.warning}: ${[warning.label, warning.text].filter((text) => text !== '').join(' · ')}`)] : []),
    make('h1', {}, name), ...list(head),
    ...(classes.length === 0 ? [] : [make('h2', {}, words.classes), make('div', { class: 'classes' }, ...classes.map(({ scheme, mark, label, entries }) => make('section', { class: 'class' }, make('div', {}, scheme), make('div', { class: 'mark' }, [mark, label].filter((text) => text !== '').join(' · ')), ...list(entries))))]),
    ...sections.flatMap(({ key, title, entries, tables }) => [make('section', { 'data-section': key }, make('h2', {}, title), ...list(entries), ...tables.flatMap((table) => rows(table, words.more)))]),
  );
  return make('table', { class: 'sheet', role: 'presentation' },
    make('thead', {}, make('tr', {}, make('th', {}, name, make('span', {}, `${words.printed} ${printedBy}, ${printedAt}`)))),
    make('tbody', {}, make('tr', {}, body)));
}

async function load(): Promise<void> {
  part('said').textContent = say('wait');
  const answer = await api(`api/archives/${ref}/sheet`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ lang: chosenLanguage() }) });
  part('said').textContent = answer.ok ? '' : say(answer.status === 404 ? 'missing' : answer.status === 403 ? 'denied' : 'failed');
  if (!answer.ok) return;
  const sheet = (await answer.json()) as Sheet;
  document.title = sheet.name;
  part('sheet').replaceChildren(set(sheet));
  (part('print') as HTMLButtonElement).disabled = false;
}

beginShell('none');
const words = (): void => {
  document.documentElement.lang = chosenLanguage();
  part('print').textContent = say('print');
  part('back').textContent = say('back');
};
words();
part('back').setAttribute('href', at(`a/${ref}`));
part('print').addEventListener('click', () => { window.print(); });
let language = chosenLanguage();
onChoice(() => {
  words();
  if (language === chosenLanguage()) return;
  language = chosenLanguage();
  load().catch(failed);
});
const failed = (): void => { part('said').textContent = say('failed'); };
void loadMe().catch(() => undefined); // the header says what is wrong with the sign-in
load().catch(failed);
