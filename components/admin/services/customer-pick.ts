/** Finds one customer by asking the register, and hands over whom the administrator chose. */
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { ArchivePage } from '../../../model/api.ts';
import { FindOne, MOST } from '../find-one.ts';

interface Found { readonly id: string; readonly name: string }

export class CustomerPick extends FindOne<Found> {
  protected async ask(text: string): Promise<readonly Found[]> {
    const { items } = await this.host.session.request<Pick<ArchivePage, 'items'>>('GET', `/api/archives?${new URLSearchParams({ q: text, limit: String(MOST) })}`);
    return items.slice(0, MOST).map(({ id, digest: { name } }) => ({ id, name }));
  }
  protected face({ name }: Found): TemplateResult {
    return html`<bdi>${name}</bdi>`;
  }
  render(label: string, nobody: string, describedBy: string): TemplateResult {
    return this.draw({ find: label, label, found: label, nobody, describedBy });
  }
}
