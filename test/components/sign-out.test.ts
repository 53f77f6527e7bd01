/** The question before signing out: names what would be lost, in every language, and lets the person stay. */
import { expect } from '@esm-bundle/chai';
import { mayGo } from '../../components/internal/sign-out.ts';
import type { FullSession } from '../../components/internal/full-session.ts';
import { SIGN_OUT } from '../../components/internal/strings/sign-out.ts';
import { LANGUAGES, type Language } from '../../model/labels.ts';
import { accessible } from './accessible.ts';
import { FakeSession } from './fake-session.ts';
import { turn } from './fake-line.ts';

const unsaved = [{ archive: 'ALFKI', section: 'profile', key: 'fields/customer.shortName', value: 'short' }, { archive: 'ALFKI', section: 'profile', key: 'text:org.businessScope', value: '' }];

async function ask(lang: Language) {
  const answer = mayGo(new FakeSession() as unknown as FullSession, lang, unsaved); // it asks no more of it than names
  for (let i = 0; i < 20_000 && !(document.body.lastElementChild?.shadowRoot?.querySelector('dialog')?.open); i++) await turn();
  const host = document.body.lastElementChild as HTMLElement;
  return { answer, host, dialog: host.shadowRoot!.querySelector('dialog')! };
}

describe('question before signing out', () => {
  it('is accessible in every language, and names each value', async () => {
    for (const lang of LANGUAGES) {
      const { answer, host, dialog } = await ask(lang);
      await accessible(host);
      expect(dialog.querySelector('h2')!.textContent).to.equal(SIGN_OUT[lang].title(2));
      expect(dialog.textContent).to.include('customer.shortName').and.to.include('short').and.to.include(SIGN_OUT[lang].empty);
      expect(host.shadowRoot!.activeElement!.textContent, 'what loses nothing comes first').to.equal(SIGN_OUT[lang].stay);
      dialog.close();
      expect(await answer, 'Escape means to stay').to.equal(false);
      expect(host.isConnected).to.equal(false);
    }
  });

  it('lets the person go who wants to', async () => {
    const { answer, dialog } = await ask('en');
    dialog.querySelector<HTMLButtonElement>('button[value=go]')!.click();
    expect(await answer).to.equal(true);
  });

  it('fits a telephone', async () => {
    const { answer, dialog } = await ask('es');
    expect(dialog.scrollWidth).to.be.at.most(dialog.clientWidth);
    dialog.close();
    await answer;
  });
});
