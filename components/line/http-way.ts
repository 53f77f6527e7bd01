/** The line over HTTP, and a look now and then whether an upgrade gets through by now. Loaded where upgrades fail. */
import type { Clock } from './clock.ts';
import { HttpSocket } from './http-socket.ts';

/** The network of a page changes with its place: soon at first, then each time twice as much later. */
const FIRST_LOOK = 10_000;
const LONGEST_LOOK = 1_800_000;

let pause = FIRST_LOOK;

/** A socket over HTTP; it closes as soon as a WebSocket beside it has opened, so that the line comes back on one. */
export function httpWay(url: string, clock: Clock, upgrade: (url: string) => WebSocket): WebSocket {
  const socket = new HttpSocket(url) as unknown as WebSocket; // it has what the line uses
  const look = (): void => {
    if (socket.readyState > 1) return;
    pause = Math.min(LONGEST_LOOK, pause * 2);
    clock.after(pause, look);
    const probe = upgrade(url);
    probe.onopen = () => {
      probe.close();
      pause = FIRST_LOOK;
      socket.close();
    };
  };
  clock.after(pause, look);
  return socket;
}
