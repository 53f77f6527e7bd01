/** `/admin`: a place for `<dossier-admin>`, which the kit loads when it is first seen. */
import { onChoice, say } from './choices.ts';
import { beginSession, beginShell, loadMe } from './shell.ts';

beginShell('admin');
onChoice(() => { document.title = say('admin'); });
beginSession();
void loadMe().then(({ can, roles }) => {
  // a steward and compliance set what makes a class, the element shows them no more than that
  const allowed = can.directory || roles.includes('steward') || roles.includes('compliance');
  const denied = document.getElementById('denied');
  const inside = document.querySelector<HTMLElement>('dossier-admin');
  if (denied) denied.hidden = allowed;
  if (inside) inside.hidden = !allowed;
}, () => undefined); // the header says what is wrong with the sign-in
