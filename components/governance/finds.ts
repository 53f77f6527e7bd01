/** Finds a colleague or a customer by name for the parts of the governance page; how it is drawn and walked is `admin/find-one.ts`. */
import { html } from 'lit';
import type { LitElement, TemplateResult } from 'lit';
import type { PersonView } from '../../model/api.ts';
import type { Digest } from '../../model/overview.ts';
import type { Language } from '../../model/labels.ts';
import { FindOne, MOST } from '../admin/find-one.ts';
import type { FindHost } from '../admin/find-one.ts';
import type { Session } from '../internal/session.ts';
import type { Clock } from '../line/clock.ts';

export interface FindHostIn extends FindHost { readonly language: Language }

/** What finders need of the element around them, in the language that it has at the moment. */
export const findHost = (element: LitElement & { readonly language: Language; readonly clock: Clock }, session: Session): FindHostIn => ({
  session, clock: element.clock, get language() { return element.language; }, update: () => { element.requestUpdate(); },
  focus: (selector) => void element.updateComplete.then(() => element.renderRoot.querySelector<HTMLElement>(selector)?.focus()),
});

const WORDS: Readonly<Record<Language, { readonly find: string; readonly found: string; readonly nobody: string; readonly nothing: string }>> = {
  'en': { find: 'Type a name', found: 'Found', nobody: 'Nobody has this name.', nothing: 'No customer has this name or code.' },
  'zh-Hans': { find: '输入名称', found: '搜索结果', nobody: '没有找到此人。', nothing: '没有找到该名称或代码的客户。' },
  'zh-Hant': { find: '輸入名稱', found: '搜尋結果', nobody: '找不到此人。', nothing: '找不到該名稱或代碼的客戶。' },
  'es': { find: 'Escribe un nombre', found: 'Encontrado', nobody: 'Nadie se llama así.', nothing: 'Ningún cliente con ese nombre o código.' },
};

export class FindPerson extends FindOne<PersonView, FindHostIn> {
  protected async ask(text: string): Promise<readonly PersonView[]> {
    const { items } = await this.host.session.request<{ readonly items: readonly PersonView[] }>('GET', `/api/people?${new URLSearchParams({ q: text, limit: String(MOST) })}`);
    return items.filter(({ active }) => active);
  }
  protected face({ id, name }: PersonView): TemplateResult {
    return html`<bdi>${name}</bdi><span class="muted small">${id}</span>`;
  }
  render(label: string): TemplateResult {
    const { find, found, nobody } = WORDS[this.host.language];
    return this.draw({ find, label, found, nobody });
  }
}

type Found = Exclude<Digest, null>;
export class FindArchive extends FindOne<Found, FindHostIn> {
  protected async ask(text: string): Promise<readonly Found[]> {
    const { items } = await this.host.session.request<{ readonly items: readonly { readonly digest: Found }[] }>('GET', `/api/archives?${new URLSearchParams({ q: text, limit: String(MOST) })}`);
    return items.map(({ digest }) => digest);
  }
  protected face({ id, name }: Found): TemplateResult {
    return html`<bdi>${name}</bdi><span class="muted small">${id}</span>`;
  }
  render(label: string): TemplateResult {
    const { find, found, nothing } = WORDS[this.host.language];
    return this.draw({ find, label, found, nobody: nothing });
  }
}
