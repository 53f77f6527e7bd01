import { useState } from 'react';
import { getToken } from '../browser/token.js';

const ORDERS = [
  { no: '2026-311', customer: 'K-7001', name: 'Werft Nordlicht GmbH' },
  { no: '2026-312', customer: 'K-7002', name: 'Bäckerei Sommer' },
];

/** React 19 gives strings as attributes and all else as properties; `ref` also reaches an element that is not defined yet. */
const connect = (session) => { if (session) session.getToken = getToken; };

export function App() {
  const [customer, choose] = useState('K-7001');
  return (
    <main>
      <archive-session endpoint="/dossier" ref={connect} />
      <ul>
        {ORDERS.map((order) => (
          <li key={order.no}>
            <button type="button" onClick={() => choose(order.customer)}>{order.no}</button>{' '}
            {order.name} <classification-badge archive={`erp:${order.customer}`} />
          </li>
        ))}
      </ul>
      <customer-card archive={`erp:${customer}`} ondossier-open={(event) => { location.href = `/customers/${encodeURIComponent(event.detail.archive)}`; }} />
    </main>
  );
}
