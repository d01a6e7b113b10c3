/**
 * What a message says, in the vocabulary of Meta's Cloud API (field names are theirs), for both kinds of device.
 * Only text is carried today; what arrives and cannot be carried yet becomes `unsupported`, never nothing.
 */
export type Content = TextContent | UnsupportedContent;

/** `body`: 1 to 4,096 characters. */
export type TextContent = { type: 'text'; text: { body: string; preview_url?: boolean } };

/** `kind`: what WhatsApp called it, or `undecryptable`. Inbound only. */
export type UnsupportedContent = { type: 'unsupported'; unsupported: { kind: string } };
