/** What a person's whole message asks for. `maybe_stop` only raises a flag: it is an everyday word. */
export type Wish = 'stop' | 'start' | 'maybe_stop' | null;

/** Words that close a conversation at once, by language. Lists may only grow. */
const stop: Record<string, string[]> = {
  en: ['stop', 'stopall', 'stop all', 'unsubscribe', 'quit', 'remove', 'opt out', 'optout'],
  hi: ['रोकें', 'रोको', 'बंद करो', 'बंद करें'],
  ta: ['நிறுத்து', 'நிறுத்தவும்'],
  te: ['ఆపు', 'ఆపండి'],
  bn: ['বন্ধ করুন', 'থামুন'],
  mr: ['थांबवा', 'बंद करा'],
  id: ['stop', 'berhenti', 'berhenti berlangganan', 'henti'],
  pt: ['parar', 'pare', 'sair', 'descadastrar', 'cancelar inscricao'],
  es: ['alto', 'parar', 'baja', 'darme de baja', 'cancelar suscripcion'],
  fr: ['arret', 'arreter', 'desabonner', 'desinscrire'],
  de: ['stopp', 'abmelden', 'abbestellen'],
  ar: ['توقف', 'إيقاف', 'الغاء الاشتراك', 'إلغاء الاشتراك'],
  ru: ['стоп', 'отписаться', 'отписка'],
  tr: ['dur', 'iptal et', 'abonelikten cik'],
};

const start = ['start', 'unstop', 'mulai', 'comecar', 'empezar', 'iniciar', 'ابدأ', 'старт', 'basla', 'शुरू'];

/** Everyday words that may mean it: they flag the chat and stop nothing. */
const maybeStop = ['cancel', 'end', 'batal', 'cancelar', 'fin', 'ende', 'annuler', 'отмена', 'iptal', 'إلغاء', 'no'];

const stops = new Set(Object.values(stop).flat().map(plain));
const starts = new Set(start.map(plain));
const maybes = new Set(maybeStop.map(plain));

/** Reads a whole message: the exact word or phrase in any case, with or without accents, emoji and end punctuation. */
export function readWish(text: string): Wish {
  if (text.length > 80) return null;
  const said = plain(text);
  if (stops.has(said)) return 'stop';
  if (starts.has(said)) return 'start';
  return maybes.has(said) ? 'maybe_stop' : null;
}

/** Lower case, without Latin accents, emoji, invisible characters and surrounding punctuation. Marks of other scripts are letters there and stay. */
function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/\p{Extended_Pictographic}|\p{Variation_Selector}|[\u200b-\u200f\u202a-\u202e\u2060-\u2069]/gu, '')
    .normalize('NFC')
    .toLocaleLowerCase('und')
    .replace(/^[\s\p{P}\p{S}]+|[\s\p{P}\p{S}]+$/gu, '')
    .replace(/\s+/g, ' ');
}
