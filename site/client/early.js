/* Before the page is drawn: the chosen appearance, and from the root the reader's language. The rest of the site's script comes later. */
(() => {
  const page = document.documentElement;
  page.classList.add('scripted');
  let scheme = null;
  let language = null;
  try {
    scheme = localStorage.getItem('dossier-docs-scheme');
    language = localStorage.getItem('dossier-docs-language');
  } catch {
    // a browser that keeps nothing shows the page as it is
  }
  if (scheme === 'light' || scheme === 'dark') page.dataset.scheme = scheme;
  const known = page.dataset.door?.split(' ');
  if (!known) return;
  const of = (tag) => {
    const locale = new Intl.Locale(tag).maximize();
    return locale.language === 'zh' ? `zh-${locale.script}` : locale.language;
  };
  const wanted = [language, ...navigator.languages.map(of)].find((each) => known.includes(each));
  location.replace(`${wanted ?? 'en'}/index.html`);
})();
