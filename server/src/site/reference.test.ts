import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { problemCodes } from '../base/problem.ts';
import { many, part } from './openapi-reader.ts';
import { readReference } from './reference.ts';

const document = part(JSON.parse(readFileSync(new URL('../../../openapi.json', import.meta.url), 'utf8')));
const reference = readReference(document, 'https://api.example');
const shown = reference.groups.flatMap(({ operations }) => operations);
const named = Object.entries(part(document['paths'])).flatMap(([path, item]) =>
  Object.entries(part(item)).map(([method, operation]) => ({
    call: `${method.toUpperCase()} ${path}`,
    operation: part(operation),
  })),
);

it('shows every operation of the committed document: whole where it is built, by name where it is planned', () => {
  const calls = [...shown, ...reference.planned].map(({ method, path }) => `${method} ${path}`);
  expect(calls.toSorted()).toEqual(named.map(({ call }) => call).toSorted());
  const built = named.filter(({ operation }) => operation['x-not-available'] !== true);
  expect(shown).toHaveLength(built.length);
});

it('shows each field a body takes and each parameter', () => {
  for (const { call, operation } of named) {
    const one = shown.find(({ method, path }) => `${method} ${path}` === call);
    if (one) expect(one.parameters, call).toHaveLength(many(operation['parameters']).length);
  }
  const send = shown.find(({ id }) => id === 'sendMessage');
  expect(send?.body?.fields.filter(({ required }) => required).map(({ name }) => name)).toEqual(
    expect.arrayContaining(['to', 'type', 'body']),
  );
});

it('names the refusals of a request, each with a page, and those of all requests once', () => {
  const send = shown.find(({ id }) => id === 'sendMessage');
  expect(send?.problems.map(({ code }) => code)).toContain('suppressed');
  expect(reference.everywhere.map(({ code }) => code)).toContain('key_missing');
  const all = [...reference.everywhere, ...shown.flatMap(({ problems }) => problems)];
  for (const { code } of all) expect(Object.keys(problemCodes)).toContain(code);
});

it('leads only to objects that the page has', () => {
  const objects = reference.objects.map(({ name }) => name);
  const fields = [
    ...reference.objects.flatMap((one) => one.fields),
    ...shown.flatMap((one) => [
      ...one.parameters,
      ...(one.body?.fields ?? []),
      ...one.replies.flatMap((reply) => reply.fields),
    ]),
  ];
  for (const { object } of fields) if (object) expect(objects).toContain(object);
});

it('writes curl lines that a shell reads as one request', () => {
  for (const { curl, method, path } of shown) {
    expect(curl.split("'").length % 2, `${method} ${path}`).toBe(1);
    expect(curl).toContain('https://api.example/');
    expect(curl).not.toContain('{id}');
  }
});
