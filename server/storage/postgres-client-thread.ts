/** The thread in which `pg` talks to the server for one connection of the storage; the storage's thread sleeps until an answer is here. What is asked comes from `engine/postgres/sync-client.ts`. */
import { workerData } from 'node:worker_threads';
import { Client } from 'pg';
import type { ClientThreadData, ClientAnswer, ClientQuestion } from './engine/postgres/sync-client.ts';

const { url, wake, port, setup, name, connectMs, answerMs } = workerData as ClientThreadData;
const flag = new Int32Array(wake);

/** Numbers as numbers, truth as 1 and 0, bytes as bytes, everything else as its text: what SQLite answers. */
const NUMBER = new Set([20, 21, 23, 26, 700, 701, 1700]);
const types = {
  getTypeParser: (oid: number) => (text: string): unknown => {
    if (NUMBER.has(oid)) return Number(text);
    if (oid === 16) return text === 't' ? 1 : 0;
    if (oid === 17) return Buffer.from(text.slice(2), 'hex');
    return text;
  },
};

const NOTHING: ClientAnswer = { rows: [], columns: [], count: 0 };

let client: Client | null = null;

/** A connection that was lost is made anew at the next question; what was open on it is over. */
async function connected(): Promise<Client> {
  if (client) return client;
  const next = new Client({ connectionString: url, application_name: name, connectionTimeoutMillis: connectMs, keepAlive: true, types: types as never });
  next.on('error', () => { if (client === next) client = null; });
  next.on('end', () => { if (client === next) client = null; });
  await next.connect();
  await next.query(setup);
  client = next;
  return next;
}

/** No answer in time: the connection is given up, for nobody knows what became of what was asked. */
function inTime<T>(asked: Promise<T>, of: Client): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      if (client === of) client = null;
      (of as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
      reject(Object.assign(new Error(`PostgreSQL has not answered for ${answerMs} ms.`), { code: 'AWAY' }));
    }, answerMs);
    asked.then(resolve, reject).finally(() => { clearTimeout(timer); });
  });
}

async function ask({ text, values, statement, fresh }: ClientQuestion): Promise<ClientAnswer> {
  try {
    if (client === null && !fresh) return { failure: { code: 'AWAY', message: 'The connection to PostgreSQL was lost within a transaction.' } };
    const now = await connected();
    const given = values.map((value) => (value instanceof Uint8Array ? Buffer.from(value.buffer, value.byteOffset, value.byteLength) : value));
    const result = await inTime(statement === null ? now.query(text) : now.query({ name: statement, text, values: given, rowMode: 'array' }), now);
    // an error within it that nobody took back: nothing of it is kept, and the word for that is no error
    if (text === 'COMMIT' && !Array.isArray(result) && result.command === 'ROLLBACK') return { failure: { code: '25P02', message: 'The transaction was taken back.' } };
    return Array.isArray(result) ? NOTHING : { rows: result.rows as unknown[][], columns: result.fields.map((field) => field.name), count: result.rowCount ?? 0 };
  } catch (error) {
    const { code, message, constraint, detail } = error as { readonly code?: string; readonly message: string; readonly constraint?: string; readonly detail?: string };
    return { failure: { code: code ?? (client === null ? 'AWAY' : 'UNKNOWN'), message: detail ? `${message} (${detail})` : message, constraint } };
  }
}

port.on('message', (question: ClientQuestion | null) => {
  void (async () => {
    const answer: ClientAnswer = question === null ? NOTHING : await ask(question);
    if (question === null) {
      await client?.end().catch(() => undefined); // it may be gone already
    }
    port.postMessage(answer);
    if (question === null) port.close();
    Atomics.store(flag, 0, 1);
    Atomics.notify(flag, 0);
  })();
});
