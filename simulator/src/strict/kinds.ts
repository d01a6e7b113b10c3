/** Ways in which the pretend WhatsApp can misbehave. */
export type FaultKind = 'drop' | '515' | '503' | '440' | '401' | '405' | 'mute_acks' | 'delay' | 'duplicate';
/** A fault that is on: for the devices of one phone (digits), or for all. */
export type Fault = {
  id: number;
  kind: FaultKind;
  phone: string | undefined;
  ms: number | undefined;
  remaining: number | undefined;
};

/** Ways in which a client can break the rules of the wire. */
export type ViolationKind = 'unknown_stanza' | 'missing_ack' | 'reused_counter';
export type Violation = { n: number; at: number; kind: ViolationKind; detail: Record<string, string | number> };
