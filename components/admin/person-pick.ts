/** Finds one colleague, and hands over whom the administrator chose. */
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { PersonView } from '../../model/api.ts';
import { FindOne, MOST } from './find-one.ts';

export class PersonPick extends FindOne<PersonView> {
  protected async ask(text: string): Promise<readonly PersonView[]> {
    const { items } = await this.host.session.request<{ readonly items: readonly PersonView[] }>('GET', `/api/people?${new URLSearchParams({ q: text, limit: String(MOST) })}`);
    return items.filter(({ active }) => active);
  }
  protected face({ id, name }: PersonView): TemplateResult {
    return html`<span>${name}</span><span class="muted small">${id}</span>`;
  }
  render(label: string, describedBy?: string): TemplateResult {
    const { findPerson: find, found, nobody } = this.host.t.admin;
    return this.draw({ find, label, found, nobody, describedBy });
  }
}
