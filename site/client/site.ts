/** What every page of the site does with a script: contents on a telephone, appearance, language kept, copying, search when somebody asks for it. */
import { copyText } from './copy.ts';
import './site.css';

const page = document.documentElement;

/** A browser that keeps nothing asks again on the next page. */
function keep(name: string, value: string): void {
  try {
    localStorage.setItem(`dossier-docs-${name}`, value);
  } catch {
    // what cannot be kept holds on this page
  }
}

function contents(): void {
  const menu = document.querySelector<HTMLAnchorElement>('[data-menu]');
  const nav = document.querySelector<HTMLElement>('#contents');
  if (!menu || !nav) return;
  menu.setAttribute('role', 'button');
  const show = (open: boolean): void => {
    document.body.classList.toggle('with-contents', open);
    menu.setAttribute('aria-expanded', String(open));
  };
  show(false);
  menu.addEventListener('click', (event) => {
    event.preventDefault();
    const open = menu.getAttribute('aria-expanded') !== 'true';
    show(open);
    if (!open) return;
    scrollTo(0, 0); // on a telephone they begin below the top of the page
    nav.focus({ preventScroll: true });
  });
  menu.addEventListener('keydown', (event) => {
    if (event.key !== ' ') return;
    event.preventDefault();
    menu.click();
  });
  addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || menu.getAttribute('aria-expanded') !== 'true') return;
    show(false);
    menu.focus();
  });
  // where the contents stand beside the page, the page's own line is in sight
  const current = nav.querySelector<HTMLElement>('[aria-current=page]');
  if (current && nav.scrollHeight > nav.clientHeight) nav.scrollTop = Math.max(0, current.offsetTop - nav.clientHeight / 3);
}

function scheme(): void {
  const choice = document.querySelector<HTMLSelectElement>('[data-scheme-choice]');
  if (!choice) return;
  choice.closest('label')!.hidden = false;
  choice.value = page.dataset['scheme'] ?? 'auto';
  choice.addEventListener('change', () => {
    if (choice.value === 'auto') delete page.dataset['scheme'];
    else page.dataset['scheme'] = choice.value;
    keep('scheme', choice.value);
  });
}

function languages(): void {
  const list = document.querySelector<HTMLDetailsElement>('.languages');
  list?.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (link) keep('language', link.hreflang);
  });
  list?.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    list.open = false;
    list.querySelector('summary')?.focus();
  });
  document.addEventListener('click', (event) => {
    if (list?.open && event.target instanceof Node && !list.contains(event.target)) list.open = false;
  });
}

function copying(): void {
  document.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLButtonElement>('[data-copy]') : null;
    const code = button?.closest('.code')?.querySelector('code');
    if (!button || !code) return;
    const before = button.dataset['word'] ??= button.textContent ?? '';
    void copyText(code.textContent ?? '', code).then((done) => {
      button.textContent = (done ? page.dataset['copied'] : page.dataset['copyFailed']) ?? before;
      setTimeout(() => { button.textContent = before; }, 2_000);
    });
  });
}

function search(): void {
  const form = document.querySelector<HTMLFormElement>('[data-search]');
  const input = form?.querySelector('input');
  if (!form || !input) return;
  form.hidden = false;
  form.addEventListener('submit', (event) => { event.preventDefault(); });
  const begin = (): void => {
    input.removeEventListener('focus', begin);
    void import('./search.ts').then(({ beginSearch }) => { beginSearch(form, input); });
  };
  input.addEventListener('focus', begin);
  addEventListener('keydown', (event) => {
    const target = event.composedPath()[0];
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || (target instanceof Element && target.closest('input, textarea, select, [contenteditable]'))) return;
    event.preventDefault();
    input.focus();
  });
}

contents();
scheme();
languages();
copying();
search();
