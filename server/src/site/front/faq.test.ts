import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localPath, publicLanguages, translator } from '../../languages/languages.ts';
import { around, readPage } from '../page-reader.ts';
import { openStage, type Stage } from '../stage.ts';
import { finds } from './finds.ts';
import { questions } from './questions.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

/** The questions a page shows, by their headings. */
async function asked(path: string): Promise<string[]> {
  const { texts } = readPage((await stage.get(path)).body);
  return texts.filter(({ within }) => within.name === 'h3').map(({ text }) => text);
}

describe.each([...publicLanguages])('the questions in %s', (language) => {
  const t = translator(language);
  const path = localPath(language, '/faq');

  it('are all there, closed, each with an address of its own', async () => {
    const { elements } = readPage((await stage.get(path)).body);
    expect(await asked(path)).toEqual(questions.map(({ id }) => t(`faq.${id}.q`)));
    expect(elements.some(({ name, attributes }) => name === 'details' && attributes.has('open'))).toBe(false);
    for (const { id } of questions) {
      const answer = elements.find(({ attributes }) => attributes.get('id') === id);
      // Inside its details, so that a browser opens it when an address names it.
      expect(answer && around(answer).some(({ name }) => name === 'details'), id).toBe(true);
    }
  });

  it('are told to machines as they are told to people', async () => {
    const { texts } = readPage((await stage.get(path)).body);
    const data: unknown = JSON.parse(
      texts.find(({ within }) => within.name === 'script' && within.attributes.get('type') === 'application/ld+json')
        ?.text ?? '',
    );
    expect(data).toMatchObject({ '@type': 'FAQPage' });
    expect(JSON.stringify(data)).toContain(JSON.stringify(t('faq.lift.q')));
  });
});

describe('a search on the server', () => {
  it('shows what holds all words, open, and says how many', async () => {
    const { body } = await stage.get('/faq?q=webhook+genuine');
    expect(await asked('/faq?q=webhook+genuine')).toEqual(['How do I know that a webhook is genuine?']);
    expect(body).toContain('<details class="fold" open>');
    expect(body).toContain('One question has these words.');
    expect(body).toContain('<meta name="robots" content="noindex">');
    expect(body).not.toContain('FAQPage');
  });

  it('says when nothing does, and keeps hostile words as text', async () => {
    const { body } = await stage.get(`/faq?q=${encodeURIComponent('"><script>alert(1)</script>')}`);
    expect(body).toContain('No question has these words.');
    expect(body).toContain('value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"');
  });

  it('reads no more than a hundred letters', async () => {
    expect((await stage.get(`/faq?q=${'a'.repeat(5000)}`)).body).toContain(`value="${'a'.repeat(100)}"`);
  });

  it.each([
    ['Can I link my real number?', 'REAL num', true],
    ['Can I link my real number?', 'real numbers', false],
    ['Posso vincular meu número?', 'numero', true],
    ['Posso vincular meu número?', 'úmero', false],
    ['هل يمكن إلغاء الاشتراك؟', 'الغاء', true],
    ['رسالة واحدة', 'رساله', true],
    ['What does STOP do?', 'stop, what', true],
    ['anything', '', true],
    ['anything', '  ?! ', true],
  ])('in “%s” for “%s” answers %s', (text, words, found) => {
    expect(finds(text, words)).toBe(found);
  });
});
