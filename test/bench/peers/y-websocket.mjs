/** y-websocket's own server, unchanged, with its own LevelDB persistence; 2.1.0 is the last release that brings a server. It reads `HOST` and `PORT` itself. */
import { createRequire } from 'node:module';

process.env.YPERSISTENCE = `${process.env.DATA_DIR}/ldb`;
createRequire(import.meta.url)('./node_modules/y-websocket/bin/server.cjs'); // its package exports no path to it
