import { type CorpusSpan, makeCorpus } from '../corpus.ts';
import { frameEnd } from '../frames.ts';
import { markPeer } from './mark.ts';
import type { Peer } from './peer.ts';
import { recogitoPeer } from './recogito.ts';
import './page.css';

export type PeerName = 'mark' | 'recogito';

/** What the driver calls in a contestant's page. All times are ms from the call to the end of the frame. */
export interface PeerPage {
  open(name: PeerName, characters: number, spans: number): Promise<number>;
  add(span: CorpusSpan): Promise<number>;
  remove(id: string): Promise<number>;
  hover(id: string | null): Promise<number>;
  filter(layer: CorpusSpan['layer'], shown: boolean): Promise<number>;
  /** Waits as all of these do, and does nothing. */
  rest(): Promise<number>;
}

declare global {
  interface Window {
    peerPage: PeerPage;
  }
}

const PEERS: Record<PeerName, (root: HTMLElement) => Peer> = { mark: markPeer, recogito: recogitoPeer };

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no #root');

let peer: Peer | undefined;

async function timed(change: () => Promise<void> | undefined): Promise<number> {
  await frameEnd();
  const started = performance.now();
  await change();
  return (await frameEnd()) - started;
}

window.peerPage = {
  open(name, characters, spans) {
    const corpus = makeCorpus(characters, spans);
    return timed(() => {
      peer = PEERS[name](root);
      return peer.open(corpus);
    });
  },
  add: (span) => timed(() => peer?.add(span)),
  remove: (id) => timed(() => peer?.remove(id)),
  hover: (id) => timed(() => peer?.hover(id)),
  filter: (layer, shown) => timed(() => peer?.filter(layer, shown)),
  rest: () => timed(() => undefined),
};
