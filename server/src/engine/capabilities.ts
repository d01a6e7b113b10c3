/** How a device speaks to WhatsApp: as a linked device of a phone, or through Meta's Cloud API. */
export type DeviceKind = 'linked' | 'cloud';

/**
 * What a kind of device is able to do, as data: the API answers from it before anything is queued.
 * `native`: WhatsApp does it; `fallback`: we send the nearest thing (a numbered menu for buttons); `no`: not possible.
 */
type Ability = 'native' | 'fallback' | 'no';

export type Capabilities = {
  /** Message types that can be sent now, by type. */
  send: Record<
    | 'text'
    | 'image'
    | 'video'
    | 'audio'
    | 'document'
    | 'sticker'
    | 'location'
    | 'contacts'
    | 'reaction'
    | 'interactive'
    | 'template'
    | 'poll'
    | 'edit'
    | 'revoke',
    Ability
  >;
  /** `replies_only`: free text only within 24 hours of the person's last message (Meta's rule for Cloud API). */
  window: 'open' | 'replies_only';
  pairing: ('qr' | 'code')[];
  typing: Ability;
  read: Ability;
  groups: Ability;
  calls: Ability;
  checks_numbers: Ability;
  /** After a lost reply: may the same message be handed over again without being shown twice? */
  resend_safely: boolean;
};

/** What each kind of device can do in this version. A linked device carries text today; the rest says `no` until it is built. */
export const capabilities: Record<DeviceKind, Capabilities> = {
  linked: {
    send: {
      text: 'native',
      image: 'no',
      video: 'no',
      audio: 'no',
      document: 'no',
      sticker: 'no',
      location: 'no',
      contacts: 'no',
      reaction: 'no',
      interactive: 'no',
      template: 'no',
      poll: 'no',
      edit: 'no',
      revoke: 'no',
    },
    window: 'open',
    pairing: ['qr', 'code'],
    typing: 'native',
    read: 'native',
    groups: 'no',
    calls: 'no',
    checks_numbers: 'no',
    // The other side recognises a second copy by the wire id, which is the same at every attempt.
    resend_safely: true,
  },
  // What Meta's Cloud API can do; no device of this kind can be made yet.
  cloud: {
    send: {
      text: 'native',
      image: 'native',
      video: 'native',
      audio: 'native',
      document: 'native',
      sticker: 'native',
      location: 'native',
      contacts: 'native',
      reaction: 'native',
      interactive: 'native',
      template: 'native',
      poll: 'no',
      edit: 'no',
      revoke: 'no',
    },
    window: 'replies_only',
    pairing: [],
    typing: 'native',
    read: 'native',
    groups: 'native',
    calls: 'native',
    checks_numbers: 'no',
    // Meta has no key that would make a second POST harmless.
    resend_safely: false,
  },
};
