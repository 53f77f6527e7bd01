/** React 19 in strict mode: attributes, properties, events and effects on our elements, mounted and unmounted as state changes. */
import { StrictMode, useEffect, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { endpoint, getToken } from '/site.js';

function Customers() {
  const [archive, setArchive] = useState('HOST');
  const [opened, setOpened] = useState([]);
  const [there, setThere] = useState(true);
  const [quiet, setQuiet] = useState(false);
  const session = useRef(null);
  useEffect(() => {
    globalThis.effects = (globalThis.effects ?? 0) + 1;
    return () => { globalThis.cleanups = (globalThis.cleanups ?? 0) + 1; };
  }, []);
  return (
    <>
      <archive-session ref={session} endpoint={endpoint} getToken={getToken} />
      <button onClick={() => setArchive('OTHER')}>Other customer</button>
      <button onClick={() => setArchive(undefined)}>No customer</button>
      <button onClick={() => setThere(!there)}>Mount or unmount</button>
      <button onClick={() => setQuiet(!quiet)}>Discreet</button>
      <output>{opened.join(' ')}</output>
      {there && (
        <section>
          <customer-card archive={archive} discreet={quiet} />
          <classification-badge archive={archive} schemes="abc rfm" discreet={quiet} />
          <archive-form key={archive} archive={archive} section="profile" />
          <customer-list ondossier-open={(event) => setOpened((all) => [...all, event.detail.archive])} />
        </section>
      )}
    </>
  );
}

await import('/kit/dossier.js');
createRoot(document.getElementById('app')).render(<StrictMode><Customers /></StrictMode>);
