/** One POST of JSON to an address outside, under the same rules as webhooks, with the beginning of the answer: chats say in it what went wrong. */
import { request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import { isAllowedHost, outsideLookup, refusedUrl } from '../webhook-send.ts';

/** `error` where there was no answer. */
export type Posted = { readonly status: number; readonly text: string } | { readonly status: null; readonly error: string };
export type Post = (url: string, body: string) => Promise<Posted>;

const TIMEOUT_MS = 10_000;
/** Of an answer; the rest is not read. */
const MOST = 4_096;

/** `allowed`: hosts inside the network, or without https, that an administrator has allowed for webhooks. */
export const outside = (allowed: () => readonly string[]): Post => (text, body) => new Promise((resolve) => {
  const refused = refusedUrl(text, allowed());
  if (refused !== null) return resolve({ status: null, error: refused });
  const url = new URL(text);
  const headers = { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(body), 'user-agent': 'Dossier' };
  const options = { method: 'POST', headers, timeout: TIMEOUT_MS, agent: false as const, ...(isAllowedHost(url, allowed()) ? {} : { lookup: outsideLookup }) };
  const request = (url.protocol === 'https:' ? overHttps : overHttp)(url, options, (response) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const done = (): void => {
      response.destroy();
      request.destroy();
      resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).subarray(0, MOST).toString() });
    };
    response.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= MOST) done();
    });
    response.on('end', done);
    response.on('error', done); // its status is known, what it said is not
  });
  // the answer may begin and never end
  const late = setTimeout(() => { request.destroy(new Error('no answer within 10 s')); }, TIMEOUT_MS);
  request.on('close', () => { clearTimeout(late); });
  request.on('error', (error) => { resolve({ status: null, error: error.message.slice(0, 300) }); });
  request.end(body);
});
