/** Answers of one network that are recorded within an hour. */
const countMax = 60;
const hourMs = 3_600_000;
const networksMax = 10_000;

/** Keeps a stranger from filling the table of proofs: tells whether one more answer of a network may be recorded. */
export function createChoiceGate(): (network: string, now: Date) => boolean {
  let counts = new Map<string, number>();
  let hour = 0;
  return (network, now) => {
    const present = Math.floor(now.getTime() / hourMs);
    if (present !== hour || counts.size > networksMax) {
      counts = new Map();
      hour = present;
    }
    const count = (counts.get(network) ?? 0) + 1;
    counts.set(network, count);
    return count <= countMax;
  };
}
