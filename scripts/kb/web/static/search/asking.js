// Asks Pagefind's index: for which words, what has them, and in which order that comes.
export const BASE = new URL("..", import.meta.url)

// What ends a run of words, and what joins its words: as scripts/kb/search/vocabulary.py has it.
const BREAK = /[^\p{L}\p{N}\s'’\u2010\u2011–-]+/u
const JOINT = /[\s\u2010\u2011–-]+/
const PHRASE = /^\s*"[^"]+"\s*$/
const MISSPELT = /^\p{L}{4,}$/u
const NAME = /^[a-z]\d+$/i // An identifier.

// Words count, not how long a page is; what is said besides the words, such as the type, does not.
const RANKING = {
  termSimilarity: 10,
  termSaturation: 1.2,
  pageLength: 0.3,
  metaWeights: { title: 0, type: 0, sentence: 0, place: 0, support: 0 },
}
// Pagefind squares 24 times the weight of a place, and takes less the more the word there has besides
// the stem that is looked for: of the very stem it leaves this share at least.
const WEIGHT = 24
const SAME_STEM = 0.1

const COMPLETIONS = 8 // How many words are tried for one that is not typed to its end.
const MEANT = 3 // How many words are named for one that is misspelt.
const ENOUGH_SITUATIONS = 3
const ENOUGH = 0.4 // A situation is shown for so much of a query where few have all of it.
const LONGEST_PHRASE = 5 // Words of a phrase in which people look for a situation.
const MOST_OF = 0.75 // Where nothing has all words: how much of what the best has is enough.
const SITUATIONS_FIRST = 1.3

export let known // What search/words.json holds, its marks as a map.
export let parts // Those of a long index: searched from the start, or only when asked for.
let pagefind
let begun // When the former are there.
let further // When the latter are there, once somebody asked.
let answers = new Map() // What was asked already, by word.
const levels = [new Set(), new Set(), new Set()] // Which results are on which: scripts/kb/search/levels.py.

// ------------------------------------------------------------------------------ the index

export async function fetched(path) {
  const answer = await fetch(new URL(path, BASE))
  return answer.json()
}

// Where the policy asks that addresses of scripts are vouched for: those of Pagefind, and no other.
function trustPagefind() {
  const folder = new URL("pagefind/", BASE).href
  globalThis.trustedTypes?.createPolicy("default", {
    createScriptURL: address => (new URL(address, location).href.startsWith(folder) ? address : null),
  })
}

// A merged index shares the program of the first, and brings no more than its own pieces.
async function add(names) {
  const merged = names.map(name => pagefind.mergeIndex(new URL(`pagefind/${name}/`, BASE).href, { ranking: RANKING }))
  await Promise.all([...merged, ...names.map(name => addLevels(`pagefind/${name}/`))])
  answers = new Map()
}

async function addLevels(folder) {
  const told = await fetched(`${folder}levels.json`)
  told.forEach((ids, level) => ids.forEach(id => levels[level].add(id)))
}

let preparing
export function prepare() {
  preparing ??= (async () => {
    trustPagefind()
    const program = import(new URL("pagefind/pagefind.js", BASE))
    const said = Promise.all([fetched("search/words.json"), fetched("pagefind/parts.json"), addLevels("pagefind/")])
    pagefind = await program
    await pagefind.options({ excerptLength: 1, ranking: RANKING })
    pagefind.init()
    ;[known, parts] = await said
    known.marks = new Map(Object.entries(known.marks))
    known.phrases = new Set(known.phrases)
    begun = add(parts.first)
  })()
  return preparing
}

// Whether there are parts that nobody has asked for yet.
export function left() {
  return parts.further.length > 0 && !further
}

export function lookFurther() {
  return (further ??= add(parts.further))
}

// ------------------------------------------------------------------------------- the words

function runsOf(query) {
  const runs = query.split(BREAK).map(run => run.split(JOINT).filter(word => /[\p{L}\p{N}]/u.test(word)))
  return runs.filter(words => words.length)
}

function markOf(words) {
  const form = words.join("").replace(/['’]/g, "").toLowerCase()
  return known.marks.get(form) ?? known.marks.get(form.replace(/s$/, ""))
}

// Words from `start` that are a form of a term: as many as possible.
export function formAt(words, start) {
  for (let end = Math.min(words.length, start + known.longest); end > start; end--) {
    const mark = markOf(words.slice(start, end))
    if (mark) return { mark, end }
  }
  return { end: start + 1 }
}

// What to ask for: each word, without common ones, and the mark of a term for any form of it. What
// is in quotes stays as it is, unless the index passes over some of it.
function unitsOf(query) {
  const isCommon = word => known.common.includes(word.toLowerCase())
  if (PHRASE.test(query) && !query.split(/[\s"]+/).some(isCommon)) return [{ said: query, phrase: query }]
  const units = []
  for (const words of runsOf(query)) {
    for (let start = 0; start < words.length; ) {
      const { mark, end } = formAt(words, start)
      const said = words.slice(start, end).join(" ")
      if (mark || !isCommon(said)) units.push(mark ? { said, mark } : { said, word: said.replace(/['’]/g, "").toLowerCase() })
      start = end
    }
  }
  return units
}

// The words that stand in the index for each phrase in the query: vocabulary.py.
function phrasesOf(query) {
  const phrases = new Set()
  for (const words of runsOf(query)) {
    for (let start = 0; start < words.length; start++) {
      for (let end = start + 2; end <= Math.min(words.length, start + LONGEST_PHRASE); end++) {
        const phrase = words.slice(start, end).join("").toLowerCase().replace(/[^a-z]/g, "")
        if (known.phrases.has(phrase)) phrases.add(`zzw${phrase}zz`)
      }
    }
  }
  return [...phrases]
}

// A word as it is spelt elsewhere: "stigmatised" and "stigmatized", "behaviour" and "behavior".
const SPELT = [[/is(?=(e|ed|es|er|ers|ing|ations?)$)/, "iz"], [/iz(?=(e|ed|es|er|ers|ing|ations?)$)/, "is"], [/our(?=(s|ed|ing|al)?$)/, "or"], [/or(?=(s|ed|ing|al)?$)/, "our"]]

function spellings(word) {
  return [word, ...SPELT.filter(([from]) => from.test(word)).map(([from, to]) => word.replace(from, to))]
}

let comparing
function knownWords() {
  return (comparing ??= fetched("search/spelling.json"))
}

// ------------------------------------------------------------------------------ what has them

async function exactly(asked) {
  const { results } = await pagefind.search(`"${asked.replaceAll('"', "")}"`)
  return results
}

// The results that hold words which nobody types: those of choices and of phrases.
async function holding(word) {
  const key = `"${word}"`
  if (!answers.has(key)) answers.set(key, exactly(word))
  return new Map((await answers.get(key)).map(result => [result.id, { result, score: 0 }]))
}

// The results that have a word or another form of it in their text, and how well, from 0 to 1. Asked
// for a word that it has not, Pagefind takes a shorter one instead, and asked for a short one all that
// begin with it: only what it finds in quotes has this word.
async function having(word) {
  const [same, all] = await Promise.all([exactly(word), pagefind.search(word)])
  const ids = new Set(same.map(result => result.id))
  const found = all.results.filter(result => result.score > 0 && ids.has(result.id))
  const best = Math.max(...found.map(result => result.score))
  return new Map(found.map(result => [result.id, { result, score: result.score / best }]))
}

function havingAny(words) {
  const asked = words.map(word => {
    if (!answers.has(word)) answers.set(word, having(word))
    return answers.get(word)
  })
  return Promise.all(asked).then(all => {
    const best = new Map()
    for (const [id, hit] of all.flatMap(hits => [...hits])) {
      if (!(best.get(id)?.score >= hit.score)) best.set(id, hit)
    }
    return best
  })
}

async function hitsOf({ mark, word, phrase }) {
  if (phrase) return new Map((await exactly(phrase)).map(result => [result.id, { result, score: 1 }]))
  const hits = await havingAny(mark ? [mark] : spellings(word))
  if (hits.size || mark) return hits
  const begun = (await knownWords()).filter(one => one.startsWith(word)).slice(0, COMPLETIONS)
  return havingAny(begun.map(one => markOf([one]) ?? one))
}

// ------------------------------------------------------------------------------ their order

// How well each result fits, of those that are in all of the scopes. A situation fits best that is
// looked for in these very words.
function fit(units, scopes, named) {
  const weights = units.map(({ hits }) => Math.log(1 + known.entries / (hits.size || 1)))
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  const candidates = units.length ? units.map(unit => unit.hits) : scopes.slice(0, 1)
  const fits = new Map()
  for (const id of candidates.flatMap(hits => [...hits.keys()])) {
    if (fits.has(id) || !scopes.every(scope => scope.has(id))) continue
    const own = units.map(({ hits }) => hits.get(id))
    const part = own.reduce((sum, hit, i) => sum + (hit ? weights[i] : 0), 0)
    const score = own.reduce((sum, hit, i) => sum + (hit ? weights[i] * hit.score : 0), named.has(id) ? whole : 0)
    const hits = units.length ? own.filter(Boolean) : [scopes[0].get(id)]
    const covered = named.has(id) || !units.length ? 1 : part / whole
    fits.set(id, { id, hits, score, covered, all: own.every(Boolean) })
  }
  return [...fits.values()]
}

// Those with all words, and where few situations have all, situations with enough of them: they are the
// way in. Where nothing has all, whatever has the most.
function choose(fits, situations) {
  const all = fits.filter(one => one.all)
  if (!all.length) {
    const most = Math.max(...fits.map(one => one.covered))
    return fits.filter(one => one.covered >= most * MOST_OF)
  }
  const missing = ENOUGH_SITUATIONS - all.filter(one => situations.has(one.id)).length
  const enough = fits.filter(one => !one.all && situations.has(one.id) && one.covered >= ENOUGH)
  return [...all, ...enough.toSorted((a, b) => b.score - a.score).slice(0, Math.max(missing, 0))]
}

// In groups: what a reader could do, what was found, and what that stands on. Whoever asks for one
// thing by its identifier gets its group first.
async function rank(query, units, scopes) {
  const phrases = await Promise.all(phrasesOf(query).map(holding))
  const fits = fit(units, scopes, new Set(phrases.flatMap(hits => [...hits.keys()])))
  const [situations, leadTo, background] = levels
  const chosen = choose(fits, situations)
  const byName = units.length === 1 && NAME.test(units[0].word ?? "")
  const groups = [[], [], []].map((results, level) => ({ level, results }))
  for (const one of chosen) {
    if (situations.has(one.id) && !byName) one.score *= SITUATIONS_FIRST
    const level = situations.has(one.id) || leadTo.has(one.id) ? 0 : background.has(one.id) ? 2 : 1
    groups[level].results.push(one)
  }
  const filled = groups.filter(({ results }) => results.length)
  for (const { results } of filled) results.sort((a, b) => b.score - a.score)
  if (byName) filled.sort((a, b) => b.results[0].score - a.results[0].score)
  return { groups: filled, count: chosen.length, some: chosen.length > 0 && !fits.some(one => one.all) }
}

// What somebody may have meant by words that nothing has: whole queries, the likeliest first.
async function guess(query, units) {
  const lost = units.filter(unit => !unit.hits.size && MISSPELT.test(unit.word ?? ""))
  if (!lost.length) return []
  const [{ nearest }, words] = await Promise.all([import(new URL("search/spelling.js", BASE)), knownWords()])
  const close = lost.map(unit => nearest(unit.word, words, MEANT))
  if (close.some(one => !one.length)) return []
  return Array.from({ length: Math.max(...close.map(one => one.length)) }, (_, i) =>
    lost.reduce((text, { said }, j) => text.replace(said, close[j][i] ?? close[j][0]), query),
  )
}

async function asked(query) {
  const units = unitsOf(query)
  const hits = await Promise.all(units.map(hitsOf))
  units.forEach((unit, i) => (unit.hits = hits[i]))
  return units
}

// Everything that fits a query within choices: in three groups, best first; and what it was asked for
// instead where nothing has a word of it.
export async function find(query, choices) {
  await begun
  await further
  const scopes = await Promise.all(choices.map(holding))
  let units = await asked(query)
  if (!units.length && !scopes.length) return { units, groups: [], count: 0, meant: [] }
  const meant = await guess(query, units)
  if (meant.length) units = await asked(meant[0])
  return { units, meant, ...(await rank(meant[0] ?? query, units, scopes)) }
}

// What is known of a result, and the places of the words that were asked for.
export async function dataOf({ hits }) {
  const all = await Promise.all(hits.map(({ result }) => result.data()))
  const places = all.flatMap(data => data.weighted_locations ?? [])
  const same = places.filter(one => one.balanced_score / (WEIGHT * one.weight) ** 2 > SAME_STEM)
  return { ...all[0], places: same.map(one => one.location) }
}
