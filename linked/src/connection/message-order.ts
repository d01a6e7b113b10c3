import type { BinaryNode, WASocket } from 'baileys';
import { createLock } from '../store/lock.ts';
import { dropSocket } from './socket.ts';

/**
 * Shows Baileys one message after the other, in the order of arrival, each after `first` is done with it. Left alone
 * Baileys lets a message overtake the one before it while it stores whose hidden number that came from, and lets new
 * messages overtake those that waited while the device was away, which is why none is shown as one that waited.
 * When `first` fails the message is not shown and the socket is dropped, so that WhatsApp delivers it again.
 */
export function showMessagesInOrder(sock: WASocket, first: (node: BinaryNode) => Promise<void> | undefined): void {
  const inOrder = createLock();
  const emit = sock.ws.emit.bind(sock.ws);

  const show = async (node: BinaryNode): Promise<void> => {
    // What a socket that is gone left over comes again with the next one.
    if (!sock.ws.isOpen) return;
    await first(node);
    const { offline: _, ...attrs } = node.attrs;
    const shown = { ...node, attrs };
    await Promise.all(sock.ws.listeners('CB:message').map((listener) => listener.call(sock.ws, shown)));
  };

  sock.ws.emit = (event: string | symbol, ...rest: unknown[]): boolean => {
    if (event !== 'CB:message') return emit(event, ...rest);
    // What is emitted under this name are stanzas that Baileys decoded.
    inOrder(() => show(rest[0] as BinaryNode)).catch(() => dropSocket(sock));
    return true;
  };
}
