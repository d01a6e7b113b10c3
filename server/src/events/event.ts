/** Every event there is: name → the sentence that starts its documentation. Names are `noun.past_tense`. */
export const eventTypes = {
  'device.pairing_updated': 'Emitted when a QR code or pairing code is shown, rotated or has run out.',
  'device.connected': 'Emitted when a device comes online.',
  'device.disconnected': 'Emitted when a device goes offline; `reason` says why and `retry_at` when it tries again.',
  'device.logged_out': 'Emitted when the link was removed, on the phone or by you. The device must be paired again.',
  'message.received': 'Emitted when a message arrives that somebody else wrote.',
  'message.echoed': 'Emitted when the owner typed a message on the phone itself.',
  'message.queued': 'Emitted when a message was accepted and is durable.',
  'message.sent': 'Emitted when WhatsApp’s server took the message.',
  'message.delivered': 'Emitted when the message reached the recipient’s phone.',
  'message.read': 'Emitted when the recipient read the message, if they allow read receipts.',
  'message.played': 'Emitted when the recipient played a voice message.',
  'message.failed': 'Emitted when the message will not be sent; `error` says why.',
  'message.expired': 'Emitted when the message was not sent before `expires_at`.',
  'message.canceled': 'Emitted when you canceled the message before it was sent.',
  'message.outcome_unknown': 'Emitted when the message may or may not have been sent, and we do not guess.',
  'contact.opted_out': 'Emitted when a person wrote STOP or was put on the suppression list.',
  'contact.opted_in': 'Emitted when a person who had stopped wrote START.',
  'call.received': 'Emitted when somebody calls the number.',
  'endpoint.disabled': 'Emitted when a webhook endpoint was switched off after failing for days or answering 410.',
} as const;

export type EventType = keyof typeof eventTypes;
