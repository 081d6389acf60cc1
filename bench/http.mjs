// A small HTTP/1.1 client on bare sockets: kept alive, one request at a time per connection. It costs the machine some
// 20 µs per request, so that it does not take the processor from the program it measures.

import net from 'node:net';

const HEAD_END = Buffer.from('\r\n\r\n');

/** Text of a request; `body` makes it a POST of a form. */
export function verzoek(pad, { cookie = '', body, headers = {} } = {}) {
  const lines = [`${body === undefined ? 'GET' : 'POST'} ${pad} HTTP/1.1`, 'Host: 127.0.0.1'];
  if (cookie) lines.push(`Cookie: ${cookie}`);
  const form = body === undefined ? '' : new URLSearchParams(body).toString();
  if (body !== undefined) {
    lines.push('Content-Type: application/x-www-form-urlencoded', `Content-Length: ${Buffer.byteLength(form)}`);
  }
  for (const [name, value] of Object.entries(headers)) lines.push(`${name}: ${value}`);
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${form}`);
}

/** One connection. */
export class Verbinding {
  #socket;
  #pending = Buffer.alloc(0);
  #answer; // what is being read
  #done; // resolve and reject of the request under way

  static open(port) {
    return new Promise((resolve, reject) => {
      const socket = net.connect({ port, host: '127.0.0.1', noDelay: true });
      socket.once('error', reject);
      socket.once('connect', () => {
        socket.removeListener('error', reject);
        resolve(new Verbinding(socket));
      });
    });
  }

  constructor(socket) {
    this.#socket = socket;
    socket.on('data', (data) => this.#read(data));
    socket.on('error', (error) => this.#fail(error));
    socket.on('close', () => this.#fail(new Error('de verbinding is gesloten')));
  }

  /** Sends a request; gives status, head, body and the bytes of the body as they came over the line. */
  vraag(bytes) {
    if (this.#socket.destroyed) return Promise.reject(new Error('de server heeft deze verbinding gesloten'));
    return new Promise((resolve, reject) => {
      this.#answer = undefined;
      this.#done = { resolve, reject };
      this.#socket.write(bytes);
    });
  }

  sluit() {
    this.#done = undefined;
    this.#socket.destroy();
  }

  #fail(error) {
    const done = this.#done;
    this.#done = undefined;
    done?.reject(error);
  }

  #read(data) {
    if (!this.#done) return;
    if (!this.#answer) {
      this.#pending = this.#pending.length ? Buffer.concat([this.#pending, data]) : data;
      const end = this.#pending.indexOf(HEAD_END);
      if (end < 0) return;
      const head = this.#pending.toString('latin1', 0, end);
      const length = /\r\ncontent-length: *(\d+)/i.exec(head);
      const chunked = /\r\ntransfer-encoding: *chunked/i.test(head);
      data = this.#pending.subarray(end + 4);
      this.#pending = Buffer.alloc(0);
      this.#answer = {
        status: Number(head.slice(9, 12)),
        head,
        parts: [],
        bytes: 0,
        left: chunked ? 0 : Number(length?.[1] ?? 0),
        chunked,
        line: '',
        stand: chunked ? 'size' : 'body',
      };
    }
    const answer = this.#answer;
    if (answer.chunked) this.#chunks(data);
    else {
      answer.parts.push(data);
      answer.bytes += data.length;
      answer.left -= data.length;
      if (answer.left <= 0) this.#finish();
    }
  }

  #chunks(data) {
    const answer = this.#answer;
    let at = 0;
    while (at < data.length) {
      if (answer.stand === 'body') {
        const part = data.subarray(at, at + answer.left);
        answer.parts.push(part);
        answer.bytes += part.length;
        answer.left -= part.length;
        at += part.length;
        if (answer.left === 0) answer.stand = 'gap';
        continue;
      }
      const byte = data[at++];
      if (byte === 13) continue;
      if (byte !== 10) {
        answer.line += String.fromCharCode(byte);
      } else if (answer.stand === 'gap') {
        answer.stand = 'size';
        answer.line = '';
      } else if (answer.stand === 'size') {
        answer.left = Number.parseInt(answer.line, 16);
        answer.line = '';
        answer.stand = answer.left === 0 ? 'end' : 'body';
      } else if (answer.line === '') {
        this.#finish();
        return;
      } else {
        answer.line = '';
      }
    }
  }

  #finish() {
    const { status, head, parts, bytes } = this.#answer;
    const { resolve } = this.#done;
    this.#done = undefined;
    this.#answer = undefined;
    resolve({ status, head, bytes, body: () => Buffer.concat(parts) });
  }
}

/** One request on a connection of its own. */
export async function eenmaal(port, bytes) {
  const line = await Verbinding.open(port);
  try {
    return await line.vraag(bytes);
  } finally {
    line.sluit();
  }
}

/**
 * Asks the same things over and over on `gelijktijdig` connections, until `ms` have passed or `meest` were answered,
 * after `vooraf` requests that do not count. Gives the times in milliseconds, sorted, and what went wrong.
 */
export async function belast(port, verzoeken, { gelijktijdig, ms, meest = Infinity, vooraf = 0, status = 200 }) {
  const lines = await Promise.all(Array.from({ length: gelijktijdig }, () => Verbinding.open(port)));
  let next = 0;
  const one = async (line) => {
    const bytes = verzoeken[next++ % verzoeken.length];
    const from = performance.now();
    const answer = await line.vraag(bytes);
    return [performance.now() - from, answer];
  };
  try {
    for (let i = 0; i < vooraf; i += gelijktijdig) await Promise.all(lines.map(one));
    const tijden = [];
    const fouten = {}; // how many, by status
    let done = 0;
    let bytes = 0;
    const from = performance.now();
    const until = from + ms;
    await Promise.all(
      lines.map(async (line) => {
        while (performance.now() < until && done < meest) {
          done += 1;
          const [time, answer] = await one(line);
          if (answer.status !== status) {
            fouten[answer.status] = (fouten[answer.status] ?? 0) + 1;
          } else {
            tijden.push(time);
            bytes += answer.bytes;
          }
        }
      }),
    );
    const duur = performance.now() - from;
    tijden.sort((a, b) => a - b);
    return { tijden, fouten, duur, perSeconde: (1000 * tijden.length) / duur, bytes: bytes / (tijden.length || 1) };
  } finally {
    for (const line of lines) line.sluit();
  }
}

/** The value below which a part of the sorted times lies. */
export const deel = (tijden, p) => tijden[Math.min(tijden.length - 1, Math.floor(p * tijden.length))] ?? NaN;
