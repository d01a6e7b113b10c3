/** How far behind our clock a time may lie and still be this second's, in milliseconds. */
const withinMs = 1_500;

/**
 * WhatsApp tells times in whole seconds, so what happened now seems to lie up to a second back, even before the message
 * was queued. What we learn within that second is told by our own clock; older times (an offline queue) stay as told.
 */
export function momentOf(atMs: number, now: Date): Date {
  const behindMs = now.getTime() - atMs;
  return behindMs < withinMs ? now : new Date(atMs);
}
