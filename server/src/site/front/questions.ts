import type { ClaimId } from '../claims.ts';

export const groups = ['trying', 'numbers', 'sending', 'people', 'hearing', 'data', 'money'] as const;

type Question = { group: (typeof groups)[number]; id: string; claims: readonly ClaimId[]; refuses?: true };

/** The questions of the FAQ in their order, with the claims that each answer makes. `refuses`: it names what we will not build. */
export const questions = [
  { group: 'trying', id: 'phone_needed', claims: ['sandbox_is_born_ready'] },
  { group: 'trying', id: 'what_runs', claims: ['one_command', 'ends_clean', 'own_database'] },
  { group: 'trying', id: 'same_code', claims: ['sandbox_plays_the_protocol'] },
  { group: 'numbers', id: 'real_number', claims: ['pairs_by_qr', 'pairs_by_code', 'risk_is_accepted_first'] },
  { group: 'numbers', id: 'closed', claims: [] },
  { group: 'numbers', id: 'official', claims: [] },
  { group: 'numbers', id: 'cloud_api', claims: ['no_cloud_devices'] },
  { group: 'numbers', id: 'logged_out', claims: ['says_logged_out', 'says_why_it_waits'] },
  { group: 'numbers', id: 'restart', claims: ['back_after_a_restart'] },
  {
    group: 'sending',
    id: 'twice',
    claims: ['one_message_per_key', 'key_refused_for_another_body', 'key_survives_a_restart'],
  },
  { group: 'sending', id: 'crash', claims: ['accepted_is_durable', 'handed_over_again'] },
  { group: 'sending', id: 'kinds', claims: ['unsupported_is_kept'] },
  { group: 'sending', id: 'campaigns', claims: ['no_marketing_without_consent'] },
  { group: 'sending', id: 'evade', claims: [], refuses: true },
  { group: 'people', id: 'new_people', claims: ['cap_on_new_people', 'published_limits'] },
  { group: 'people', id: 'stop', claims: ['stop', 'stop_before_the_wire', 'stop_for_every_identity'] },
  { group: 'people', id: 'lift', claims: ['stop'] },
  { group: 'people', id: 'unwanted', claims: ['stop'] },
  {
    group: 'hearing',
    id: 'endpoint_down',
    claims: ['ten_tries', 'same_bytes_at_every_try', 'replay', 'pull_seven_days'],
  },
  { group: 'hearing', id: 'genuine', claims: ['signed_webhooks'] },
  { group: 'data', id: 'stored', claims: ['sealed_sessions', 'key_is_shown_once'] },
  { group: 'data', id: 'apart', claims: ['workspaces_are_apart', 'rows_are_guarded'] },
  { group: 'data', id: 'browser', claims: ['only_the_cookies_of_the_policy', 'asks_nobody_else'] },
  { group: 'data', id: 'licence', claims: ['licences'] },
  { group: 'money', id: 'cost', claims: ['no_price'] },
  { group: 'money', id: 'brand', claims: ['brand_per_host'] },
] as const satisfies readonly Question[];
