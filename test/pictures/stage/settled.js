/** Put into a page before anything else: `settled()` ends when nothing is on its way, nothing waits in grey, and what is drawn has been the same for some frames. */
{
  let awaited = 0;
  const { fetch } = window;
  window.fetch = async (...asked) => {
    awaited++;
    try {
      return await fetch(...asked);
    } finally {
      // whoever asked has its turn with the answer first
      setTimeout(() => { awaited--; }, 30);
    }
  };
  /** What stands on the page, in a few letters; empty while something is awaited. */
  const seen = () => {
    const roots = [document.querySelector('#stage') ?? document.body];
    let [letters, waiting] = [0, awaited];
    for (const root of roots) {
      letters += root.textContent.length;
      for (const element of root.querySelectorAll('*')) {
        if (element.shadowRoot) roots.push(element.shadowRoot);
        if (element.classList.contains('skeleton') && element.checkVisibility()) waiting++;
        if (element.localName.includes('-') && !element.matches(':defined')) waiting++;
      }
    }
    return waiting > 0 ? '' : `${roots.length} ${letters} ${document.documentElement.scrollHeight}`;
  };
  const frame = () => new Promise((done) => { requestAnimationFrame(done); });
  window.settled = async () => {
    await document.fonts.ready;
    let [before, same] = ['', 0];
    const end = performance.now() + 15_000;
    while (same < 6 && performance.now() < end) {
      await new Promise((done) => { setTimeout(done, 25); });
      const now = seen();
      same = now !== '' && now === before ? same + 1 : 0;
      before = now;
    }
    await frame();
    await frame();
    return same >= 6;
  };
}
