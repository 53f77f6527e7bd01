/** Hocuspocus as its guide sets it up: server, SQLite extension, a check of the token; all else as shipped. `HP_DEBOUNCE=0` stores after every change instead of two to ten seconds later. */
import { SQLite } from '@hocuspocus/extension-sqlite';
import { Server } from '@hocuspocus/server';

const { PORT, DATA_DIR, HP_DEBOUNCE } = process.env;
const server = new Server({
  port: Number(PORT),
  address: '127.0.0.1',
  quiet: true,
  ...(HP_DEBOUNCE === undefined ? {} : { debounce: Number(HP_DEBOUNCE), maxDebounce: Number(HP_DEBOUNCE) }),
  extensions: [new SQLite({ database: `${DATA_DIR}/db.sqlite` })],
  async onAuthenticate({ token }) {
    if (!token) throw new Error('no token');
    return { user: { id: token } };
  },
});
await server.listen();
