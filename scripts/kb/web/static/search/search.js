// The search: a dialog that asks Pagefind's index. Fetched when a reader first opens it.
const BASE = new URL("..", import.meta.url)
const AT_ONCE = 10
const WAIT_MILLISECONDS = 150
const WORDS_BEFORE = 8
const WORDS_OF_EXCERPT = 30

// What ends a run of words, and what joins its words: as scripts/kb/search/vocabulary.py has it.
const BREAK = /[^\p{L}\p{N}\s'’\u2010\u2011–-]+/u
const JOINT = /[\s\u2010\u2011–-]+/
const NAME = /^[a-z]+\d+$/i // An identifier, which no longer or shorter one is like.
const QUOTE = /\bq\d+\b/i // The identifier of one.
const MARK = /^zz[a-z]+zz$/

// What the index holds in the place of common words, two signs for each: common_words.py.
const SIGN = /[\u2801-\u28ff]/g
const SIGNS = 0x2801

const FILTERS = { type: "Type", theme: "Theme", audience: "Role", participant: "Participant" }

const dialog = document.createElement("dialog")
dialog.className = "kb-search md-typeset"
dialog.setAttribute("aria-labelledby", "kb-search-title")
// Built piece by piece: the content security policy lets no text become markup.
dialog.append(
  made("div", { className: "kb-search__top" }, made("h2", { id: "kb-search-title" }, "Search this site"), button("Close", "close")),
  made(
    "form",
    { role: "search" },
    made("label", { htmlFor: "kb-search-words" }, "Words to look for"),
    made("input", { id: "kb-search-words", type: "search", autocomplete: "off", autocapitalize: "off", spellcheck: false, enterKeyHint: "search" }),
    made("details", {}, made("summary", {}, "Narrow it down"), made("div", { className: "kb-search__filters" }, ...Object.entries(FILTERS).map(choice))),
  ),
  made("p", { role: "status" }),
  made("ol", { className: "kb-search__results" }),
  button("Show more", "more", true),
  button("Look in quotes and references too", "further", true),
  made("p", { className: "kb-search__else" }, "Or look through ", made("a", { href: new URL("all/", BASE) }, "everything on this site"), "."),
)

function made(name, properties, ...children) {
  const element = Object.assign(document.createElement(name), properties)
  element.append(...children)
  return element
}

function button(label, what, hidden = false) {
  const element = made("button", { type: "button", className: "kb-button", hidden }, label)
  element.dataset[what] = ""
  return element
}

function choice([name, label]) {
  const id = `kb-search-${name}`
  return made("div", {}, made("label", { htmlFor: id }, label), " ", made("select", { id, name }, new Option("All", "")))
}

const part = selector => dialog.querySelector(selector)
const [input, status, list, more, besides] = ["input", "[role=status]", "ol", "[data-more]", "[data-further]"].map(part)
const details = part("details")
const selects = [...dialog.querySelectorAll("select")]

let known // What search/words.json holds, its marks as a map.
let pagefind
let parts // Those of a long index: searched from the start, or only when asked for.
let begun // When the former are there.
let further // When the latter are there, once somebody asked.
let found = []
let sought = []
let turn = 0
let waiting

// ------------------------------------------------------------------------------- opening it

// Where the policy asks that addresses of scripts are vouched for: those of Pagefind, and no other.
function trustPagefind() {
  const folder = new URL("pagefind/", BASE).href
  globalThis.trustedTypes?.createPolicy("default", {
    createScriptURL: address => (new URL(address, location).href.startsWith(folder) ? address : null),
  })
}

async function fetched(path) {
  const answer = await fetch(new URL(path, BASE))
  return answer.json()
}

let choosing
function loadChoices() {
  choosing ??= (async () => {
    const choices = await fetched("search/choices.json")
    for (const select of selects) {
      select.append(...Object.entries(choices[select.name]).map(one => new Option(...one)))
    }
  })()
  return choosing
}

// A merged index shares the program of the first, and brings no more than its own pieces.
function add(names) {
  return Promise.all(names.map(name => pagefind.mergeIndex(new URL(`pagefind/${name}/`, BASE).href)))
}

let loading
function load() {
  loading ??= (async () => {
    const style = document.createElement("link")
    style.rel = "stylesheet"
    style.href = new URL("search/search.css", BASE)
    const styled = new Promise(done => style.addEventListener("load", done, { once: true }))
    document.head.append(style)
    trustPagefind()
    const index = import(new URL("pagefind/pagefind.js", BASE))
    ;[known, parts] = await Promise.all([fetched("search/words.json"), fetched("pagefind/parts.json"), styled])
    known.marks = new Map(Object.entries(known.marks))
    details.open = !parts.further.length && matchMedia("(min-width: 45em)").matches
    if (details.open) await loadChoices()
    document.body.append(dialog)
    pagefind = await index
    await pagefind.options({ excerptLength: 1 })
  })()
  return loading
}

export async function open(words) {
  await load()
  if (!dialog.open) dialog.showModal()
  if (words) input.value = words
  input.focus()
  input.select()
  pagefind.init()
  begun ??= add(parts.first)
  if (words) search()
}

// -------------------------------------------------------------------------------- searching

function markOf(words) {
  const form = words.join("").replace(/['’]/g, "").toLowerCase()
  return known.marks.get(form) ?? known.marks.get(form.replace(/s$/, ""))
}

// Words from `start` that are a form of a term: as many as possible.
function formAt(words, start) {
  for (let end = Math.min(words.length, start + known.longest); end > start; end--) {
    const mark = markOf(words.slice(start, end))
    if (mark) return { mark, end }
  }
  return { end: start + 1 }
}

// The query with every form of a term replaced by the term's mark, without common words. What is
// in quotes stays as it is, unless the index passes over some of it.
function translated(query) {
  const isCommon = word => known.common.includes(word.toLowerCase())
  if (query.includes('"') && !query.split(/[\s"]+/).some(isCommon)) return query
  const result = []
  for (const run of query.split(BREAK)) {
    const words = run.split(JOINT).filter(Boolean)
    for (let start = 0; start < words.length; ) {
      const { mark, end } = formAt(words, start)
      if (mark || !isCommon(words[start])) result.push(mark ?? words[start])
      start = end
    }
  }
  return result.join(" ")
}

async function search() {
  clearTimeout(waiting)
  const mine = ++turn
  const typed = input.value.trim()
  const query = [translated(typed), ...selects.map(s => s.value)].join(" ").trim()
  const asksForMore = QUOTE.test(typed) || selects.some(s => parts.types.includes(s.selectedOptions[0].text))
  list.ariaBusy = "true"
  let answer = []
  let first = []
  let failed = false
  try {
    await begun
    if (asksForMore) await lookFurther()
    if (query) answer = await askAll(query)
    first = await Promise.all(answer.slice(0, AT_ONCE).map(result => result.data()))
  } catch {
    failed = true
  }
  if (mine !== turn) return
  found = answer
  sought = query.split(" ")
  list.replaceChildren(...first.map(item))
  list.ariaBusy = "false"
  more.hidden = found.length <= AT_ONCE
  besides.hidden = !query || failed || !left()
  status.textContent = failed ? "The search did not work. The link below leads to everything." : said(typed, query)
}

// What has all words of a query. A part that lacks one of them answers as if it had not been asked
// for, so the words are asked one by one besides, of the same pieces: what another part has counts.
async function askAll(query) {
  const { results } = await pagefind.search(query)
  const words = [...new Set(query.split(" "))]
  const parted = parts.first.length + parts.further.length > 0
  if (!parted || query.includes('"') || (words.length === 1 && !NAME.test(query))) return results
  const alone = await Promise.all(words.map(word => pagefind.search(NAME.test(word) ? `"${word}"` : word)))
  const having = alone.map(answer => new Set(answer.results.map(result => result.id))).filter(ids => ids.size)
  return results.filter(result => having.every(ids => ids.has(result.id)))
}

// Whether there are parts that nobody has asked for yet.
function left() {
  return parts.further.length > 0 && !further
}

function said(typed, query) {
  if (!query) return typed && "Words like these are on nearly every page. Try others."
  const unsaid = left() ? " Quotes and references have not been looked through yet." : ""
  if (!found.length) return `Nothing found. Try fewer or other words, or fewer choices.${unsaid}`
  const counted = `${found.length} ${found.length === 1 ? "result" : "results"}`
  return unsaid ? `${counted}.${unsaid}` : counted
}

function lookFurther() {
  if (left()) status.textContent = "Fetching what finds quotes and references …"
  return (further ??= add(parts.further))
}

async function searchFurther() {
  lookFurther()
  await search()
  ;(list.querySelector("a") ?? input).focus()
}

async function showMore() {
  const shown = list.children.length
  const next = await Promise.all(found.slice(shown, shown + AT_ONCE).map(result => result.data()))
  list.append(...next.map(item))
  more.hidden = list.children.length >= found.length
  list.children[shown]?.querySelector("a").focus()
}

// ------------------------------------------------------------------------------ the results

function item(data) {
  const { title, type, sentence, place } = data.meta
  const li = document.createElement("li")
  const link = append(li, "a", title)
  link.href = new URL(place, BASE)
  link.before(made("span", { className: "kb-tag" }, type), " ")
  if (sentence) append(li, "p", sentence).className = "kb-search__sentence"
  const excerpt = excerptOf(data)
  if (excerpt) li.append(excerpt)
  return li
}

function append(parent, name, text) {
  const element = made(name, {}, text)
  parent.append(element)
  return element
}

function commonWord(sign) {
  const place = sign.charCodeAt() - SIGNS
  const word = known.common[place >> 1]
  return place & 1 ? word[0].toUpperCase() + word.slice(1) : word
}

// The words around what was found, under the heading they stand below; none if the title has it.
function excerptOf(data) {
  const marks = new Set(sought.filter(word => MARK.test(word)))
  const content = data.content.replace(SIGN, commonWord)
  const words = content.split(/\s+/)
  const plain = words.map(word => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ""))
  const end = plain.findIndex(word => MARK.test(word))
  const hits = new Set(data.locations.filter(place => end < 0 || place < end))
  for (let start = 0; marks.size && start < (end < 0 ? words.length : end); start++) {
    const form = formAt(plain, start)
    if (marks.has(form.mark)) for (let i = start; i < form.end; i++) hits.add(i)
  }
  const sections = data.anchors.toSorted((a, b) => a.location - b.location)
  const body = sections[0]?.location ?? Infinity
  const first = Math.min(...[...hits].filter(hit => hit >= body))
  if (first === Infinity) return null
  const section = sections.findLast(one => one.location <= first)
  const next = sections.find(one => one.location > first)
  const from = Math.max(section.location, first - WORDS_BEFORE)
  const to = Math.min(from + WORDS_OF_EXCERPT, next?.location ?? words.length, end < 0 ? words.length : end)
  const p = document.createElement("p")
  p.className = "kb-search__excerpt"
  append(p, "span", section.id.replaceAll("_", " ")).className = "kb-search__section"
  p.append(": ", from > section.location ? "… " : "")
  for (let i = from; i < to; i++) {
    if (hits.has(i)) append(p, "mark", words[i])
    else p.append(words[i])
    p.append(" ")
  }
  if (to - from === WORDS_OF_EXCERPT) p.append("…")
  return p
}

// ------------------------------------------------------------------------- keys and clicks

dialog.addEventListener("keydown", event => {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return
  const stops = [input, ...list.querySelectorAll("a")]
  const at = stops.indexOf(document.activeElement)
  const next = stops[at + (event.key === "ArrowDown" ? 1 : -1)]
  if (at < 0 || !next) return
  event.preventDefault()
  next.focus()
})
part("form").addEventListener("submit", async event => {
  event.preventDefault()
  await search()
  list.querySelector("a")?.focus()
})
input.addEventListener("input", () => {
  clearTimeout(waiting)
  list.ariaBusy = "true"
  waiting = setTimeout(search, WAIT_MILLISECONDS)
})
for (const select of selects) select.addEventListener("change", search)
more.addEventListener("click", showMore)
besides.addEventListener("click", searchFurther)
details.addEventListener("toggle", loadChoices)
part("[data-close]").addEventListener("click", () => dialog.close())
dialog.addEventListener("click", event => {
  if (event.target === dialog || event.target.closest("a")) dialog.close()
})
