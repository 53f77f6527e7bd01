/** Languages and sessions: found across shadow roots, followed when they change; texts complete by construction and by this test. */
import { expect } from '@esm-bundle/chai';
import { html } from 'lit';
import { DossierElement } from '../../components/internal/element.ts';
import { page, sessionsChanged, type SessionHolder } from '../../components/internal/page.ts';
import '../../components/archive-form.ts'; // each of these brings its English words
import '../../components/card/complete.ts';
import '../../components/contact-timeline.ts';
import '../../components/customer-create.ts';
import '../../components/customer-list.ts';
import '../../components/timeline/texts.ts';
import { en } from '../../components/internal/strings/en/index.ts';
import { loadStrings } from '../../components/internal/strings/index.ts';
import { reasons as enReasons } from '../../components/internal/strings/en/reasons.ts';
import { reasons as esReasons } from '../../components/internal/strings/es/reasons.ts';
import { reasons as hansReasons } from '../../components/internal/strings/zh-Hans/reasons.ts';
import { reasons as hantReasons } from '../../components/internal/strings/zh-Hant/reasons.ts';
import { word } from '../../components/badge/texts.ts';
import { LANGUAGES } from '../../model/labels.ts';
import { FakeSession } from './fake-session.ts';

class Probe extends DossierElement {
  draws = 0;
  override render() {
    this.draws++;
    return this.frame(html`${this.t.kit.retry}`);
  }
  fire(): boolean {
    return this.wish('dossier-open', { archive: 'ALFKI' }, true);
  }
}
customElements.define('language-probe', Probe);

const added: Element[] = [];
afterEach(() => added.splice(0).forEach((each) => each.remove()));
function add<T extends Element>(element: T, parent: ParentNode = document.body): T {
  parent.append(element);
  added.push(element);
  return element;
}
const div = (lang?: string) => Object.assign(document.createElement('div'), lang === undefined ? {} : { lang });
const settle = async (probe: Probe) => {
  for (let i = 0; i < 5; i++) {
    await probe.updateComplete;
    await new Promise((done) => setTimeout(done));
  }
};

describe('language', () => {
  it('is that of the nearest lang, across shadow roots', async () => {
    const outer = add(div('zh-TW'));
    const shadow = outer.attachShadow({ mode: 'open' });
    const probe = add(new Probe(), shadow as never);
    await settle(probe);
    expect(probe.language).to.equal('zh-Hant');
    probe.lang = 'es';
    await settle(probe);
    expect(probe.language).to.equal('es');
  });

  it('resolves Chinese by script, and what it does not know as English', async () => {
    const cases = { 'zh-TW': 'zh-Hant', 'zh-HK': 'zh-Hant', 'zh-Hant': 'zh-Hant', zh: 'zh-Hans', 'zh-CN': 'zh-Hans', 'zh-SG': 'zh-Hans', 'es-MX': 'es', de: 'en', 'not a tag!': 'en' };
    for (const [tag, language] of Object.entries(cases)) {
      const probe = add(new Probe(), add(div(tag)));
      expect(probe.language, tag).to.equal(language);
    }
  });

  it('changes with the page, in words and in the lang of what it draws', async () => {
    const around = add(div('en'));
    const probe = add(new Probe(), around);
    await settle(probe);
    expect(probe.shadowRoot!.textContent).to.equal('Try again');
    around.lang = 'zh-CN';
    await loadStrings('zh-Hans');
    await settle(probe);
    expect(probe.shadowRoot!.textContent).to.equal('重试');
    expect(probe.shadowRoot!.querySelector('.root')!.getAttribute('lang')).to.equal('zh-Hans');
  });

  it('draws anew for another language only: what says the same one with each drawing would else draw for ever', async () => {
    const around = add(div('es'));
    const probe = add(new Probe(), around);
    await loadStrings('es');
    await settle(probe);
    const { draws } = probe;
    for (const same of ['es', 'es', 'es-MX']) around.lang = same;
    await settle(probe);
    expect(probe.draws).to.equal(draws);
    around.lang = 'en';
    await settle(probe);
    expect(probe.draws).to.be.greaterThan(draws);
  });

  it('has every text in every language, none empty and none left in English', async () => {
    const walk = (english: object, other: object, path: string, language: string): void => {
      expect(Object.keys(other).sort(), `${language} ${path}`).to.deep.equal(Object.keys(english).sort());
      for (const [key, value] of Object.entries(english)) {
        const mine = (other as Record<string, unknown>)[key];
        const at = `${language} ${path}.${key}`;
        expect(typeof mine, at).to.equal(typeof value);
        if (typeof value === 'object' && value !== null) walk(value as object, mine as object, `${path}.${key}`, language);
        else if (typeof value === 'function') {
          const say = (f: unknown) => (f as (...values: unknown[]) => string)(...Array.from({ length: value.length }, () => 3));
          expect(say(mine), at).to.be.a('string').and.not.equal('');
          if (value.length > 0 && say(value).includes('3')) expect(say(mine), `${at} keeps its values`).to.include('3');
        } else {
          expect(String(mine).trim(), at).not.to.equal('');
          if (language.startsWith('zh') && /[a-z]{4}/i.test(String(value).replace(/\{\w+\}/g, '')) && !/^[A-Z]|archive-session/.test(String(mine))) expect(String(mine), at).to.match(/\p{Script=Han}/u);
        }
      }
    };
    const more = { es: esReasons, 'zh-Hans': hansReasons, 'zh-Hant': hantReasons } as const;
    for (const language of LANGUAGES) {
      if (language === 'en') continue;
      walk(en, await loadStrings(language), '', language);
      walk(enReasons, more[language], 'reasons', language);
    }
  });

  it('has the badge’s words in every language', () => {
    for (const language of LANGUAGES) for (const key of ['prefix', 'up', 'down', 'loading', 'missing', 'none', 'offline', 'stale', 'signedOut', 'failed', 'A', 'B', 'C'] as const) expect(word(language, key), `${language} ${key}`).to.be.a('string').and.not.equal('');
  });
});

describe('session of an element', () => {
  const holder = (session: FakeSession) => {
    const made = Object.assign(document.createElement('div'), { session, renew() {}, retry() {} }) as unknown as SessionHolder & HTMLElement;
    page.holders.add(made);
    added.push({ remove: () => (made.remove(), page.holders.delete(made), sessionsChanged()) } as never);
    return made;
  };

  it('is the nearest around it, else the page’s default, which surrounds nothing', () => {
    const [near, standard] = [new FakeSession(), new FakeSession()];
    const around = holder(near);
    add(around);
    const inside = add(new Probe(), around);
    const outside = add(new Probe());
    expect(outside.session, 'one that surrounds something is no default').to.equal(null);
    add(holder(standard));
    sessionsChanged();
    expect(inside.session).to.equal(near);
    expect(outside.session).to.equal(standard);
  });

  it('is found when it comes later, and let go when the element leaves', () => {
    const probe = add(new Probe());
    const session = new FakeSession();
    add(holder(session));
    sessionsChanged();
    expect(probe.session).to.equal(session);
    probe.remove();
    expect(probe.session).to.equal(null);
  });

  it('lets wishes out of shadow roots, and hears that the host prevented them', () => {
    const shadow = add(div()).attachShadow({ mode: 'open' });
    const probe = add(new Probe(), shadow as never);
    const heard: unknown[] = [];
    const listen = (event: CustomEvent<{ archive: string }>) => {
      heard.push(event.detail.archive);
      event.preventDefault();
    };
    document.body.addEventListener('dossier-open', listen);
    expect(probe.fire()).to.equal(false);
    document.body.removeEventListener('dossier-open', listen);
    expect(heard).to.deep.equal(['ALFKI']);
  });
});
