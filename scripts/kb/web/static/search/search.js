// The search's interface, in the dialog that is open already. Fetched when a reader first opens it.
import { BASE, dataOf, fetched, find, formAt, known, left, lookFurther, parts, prepare } from "./asking.js"

const AT_ONCE = 10
const AT_ONCE_BESIDES_OTHERS = [5, 4, 3] // Of each group, where there are several.
const WAIT_MILLISECONDS = 150
const PATIENCE_MILLISECONDS = 400
const WORDS_BEFORE = 8
const WORDS_OF_EXCERPT = 30

const QUOTE = /\bq\d+\b/i // The identifier of one.
const MARK = /^zz[a-z]+zz$/

// What the index holds in the place of common words, two signs for each: common_words.py.
const SIGN = /[\u2801-\u28ff]/g
const SIGNS = 0x2801

const FILTERS = { type: "Type", study: "Study", theme: "Theme", audience: "Role", support: "Support" }
const GROUPS = ["Situations and recommendations", "Findings and evidence", "Studies, references and terms"]

function made(name, properties, ...children) {
  const element = Object.assign(document.createElement(name), properties)
  element.append(...children)
  return element
}

function button(label, properties = {}) {
  return made("button", { type: "button", className: "kb-button", ...properties }, label)
}

function choice([name, label]) {
  const id = `kb-search-${name}`
  return made("div", {}, made("label", { htmlFor: id }, label), " ", made("select", { id, name }, new Option("All", "")))
}

// Built piece by piece: the content security policy lets no text become markup.
const details = made("details", {}, made("summary", {}, "Filter results"), made("div", { className: "kb-search__filters" }, ...Object.entries(FILTERS).map(choice)))
const selects = [...details.querySelectorAll("select")]
const list = made("div", { className: "kb-search__results" })
const besides = button("Look in quotes and references too", { hidden: true })
const elsewhere = made("p", { className: "kb-search__else" }, "Or look through ", made("a", { href: new URL("all/", BASE) }, "everything on this site"), ".")
let dialog
let input
let status
let turn = 0
let waiting

// ------------------------------------------------------------------------------- opening it

let choosing
function loadChoices() {
  choosing ??= (async () => {
    const choices = await fetched("search/choices.json")
    for (const select of selects) {
      const own = Object.entries(choices[select.name])
      select.append(...own.map(one => new Option(...one)))
      select.parentElement.hidden = !own.length // Of one study there is no choice.
    }
  })()
  return choosing
}

let set
function setUp(frame) {
  set ??= (async () => {
    dialog = frame
    input = dialog.querySelector("input")
    status = dialog.querySelector("[role=status]")
    input.addEventListener("input", searchSoon)
    dialog.addEventListener("close", leaveAddress)
    const style = made("link", { rel: "stylesheet", href: new URL("search/search.css", BASE) })
    const styled = new Promise(done => style.addEventListener("load", done, { once: true }))
    document.head.append(style)
    await Promise.all([prepare(), styled])
    details.open = !parts.further.length && matchMedia("(min-width: 45em)").matches
    if (details.open) await loadChoices()
    dialog.querySelector("form").append(details)
    dialog.append(list, besides, elsewhere)
    status.replaceChildren()
    listen()
  })()
  return set
}

export async function open(frame) {
  if (!frame.open) return // It was closed before this came.
  await setUp(frame)
  await takeFromAddress()
  if (input.value.trim() || selects.some(select => select.value)) search()
}

// ------------------------------------------------------------------------------ the address

// What is asked stands in the address while the dialog is open: so Back from a result opens it again.
// What the address of the page asks itself stands aside meanwhile.
function isAsked() {
  return new URLSearchParams(location.search).has("q")
}

function putIntoAddress(query) {
  const own = isAsked() ? (history.state?.kbOwn ?? "") : location.search
  const chosen = selects.filter(select => select.value).map(select => [select.name, select.selectedOptions[0].text])
  const address = new URL(location.href)
  address.search = query || chosen.length ? new URLSearchParams([["q", query], ...chosen]) : own
  history.replaceState({ ...history.state, kbOwn: own }, "", address)
}

async function takeFromAddress() {
  if (!isAsked()) return
  const asked = new URLSearchParams(location.search)
  if (selects.some(select => asked.has(select.name))) {
    await loadChoices()
    details.open = true
  }
  for (const select of selects) {
    select.value = [...select.options].find(one => one.text === asked.get(select.name))?.value ?? ""
  }
}

function leaveAddress() {
  turn++ // What is still on its way comes too late.
  clearTimeout(waiting)
  if (!isAsked()) return
  const address = new URL(location.href)
  address.search = history.state?.kbOwn ?? ""
  history.replaceState(history.state, "", address)
}

// -------------------------------------------------------------------------------- searching

function searchSoon() {
  clearTimeout(waiting)
  list.ariaBusy = "true"
  waiting = setTimeout(search, WAIT_MILLISECONDS)
}

async function search() {
  clearTimeout(waiting)
  const mine = ++turn
  const query = input.value.trim()
  list.ariaBusy = "true"
  const impatient = setTimeout(() => (status.textContent = "Searching …"), PATIENCE_MILLISECONDS)
  try {
    await set
    putIntoAddress(query)
    const chosen = selects.filter(select => select.value)
    if (QUOTE.test(query) || chosen.some(select => parts.types.includes(select.selectedOptions[0].text))) await lookFurther()
    const found = await find(query, chosen.map(select => select.value))
    const sections = await Promise.all(found.groups.map(group => section(group, found)))
    if (mine !== turn) return
    list.replaceChildren(...sections)
    besides.hidden = !left() || !(query || chosen.length)
    status.replaceChildren(...said(query, found, chosen.length > 0))
  } catch {
    if (mine !== turn) return
    list.replaceChildren()
    besides.hidden = true
    status.textContent = "The search did not work. The link below leads to everything."
  } finally {
    clearTimeout(impatient)
    if (mine === turn) list.ariaBusy = "false"
  }
}

// What is said of the results, in text and, where somebody may have meant other words, buttons.
function said(query, { units, count, some, meant }, narrowed) {
  if (!units.length && !narrowed) return query ? ["Words like these are on nearly every page. Try others."] : []
  const unsaid = left() ? " Quotes and references have not been looked through yet." : ""
  const counted = `${count} ${count === 1 ? "result" : "results"}`
  if (meant.length) {
    const others = meant.flatMap((words, i) => [i ? (i === meant.length - 1 ? " or " : ", ") : "", ask(words)])
    const shown = count ? ` ${counted} for “${meant[0]}”.` : ""
    return [`No results for “${query}”. Did you mean `, ...others, `?${shown}${unsaid}`]
  }
  if (!count) return [`No results for “${query}”. Try fewer or other words, or fewer choices.${unsaid}`]
  if (some) return [`Nothing has all of these words. ${counted} for some of them.${unsaid}`]
  return [unsaid ? `${counted}.${unsaid}` : counted]
}

function ask(words) {
  const other = made("button", { type: "button", className: "kb-search__meant" }, words)
  other.addEventListener("click", () => {
    input.value = words
    input.focus()
    search()
  })
  return other
}

async function searchFurther() {
  status.textContent = "Fetching what finds quotes and references …"
  lookFurther()
  await search()
  ;(list.querySelector("a") ?? input).focus()
}

// ------------------------------------------------------------------------------ the results

// Results of one level under their heading, the first few of them at first.
async function section({ level, results: group }, found) {
  const results = made("ol", {})
  const more = button("")
  const whole = made("section", {}, made("h3", {}, GROUPS[level]), results, more)
  async function show(count) {
    const shown = results.children.length
    const next = await Promise.all(group.slice(shown, shown + count).map(dataOf))
    results.append(...next.map(data => item(data, found.units)))
    const rest = group.length - results.children.length
    more.hidden = !rest
    more.textContent = `Show more (${rest} left)`
    return results.children[shown]
  }
  more.addEventListener("click", async () => (await show(AT_ONCE)).querySelector("a").focus())
  await show(found.groups.length > 1 ? AT_ONCE_BESIDES_OTHERS[level] : AT_ONCE)
  return whole
}

function item(data, units) {
  const { title, type, sentence, place, study, support } = data.meta
  const tags = [made("span", { className: "kb-tag kb-search__type" }, type), " "]
  if (study && study !== title) tags.push(made("span", { className: "kb-tag" }, study), " ")
  if (support) tags.push(made("span", { className: `kb-tag kb-support kb-support--${support}` }, known.support[support]), " ")
  const li = made("li", {}, ...tags, made("a", { href: new URL(place, BASE) }, title))
  if (sentence) li.append(made("p", { className: "kb-search__sentence" }, sentence))
  const excerpt = excerptOf(data, units)
  if (excerpt) li.append(excerpt)
  return li
}

function commonWord(sign) {
  const place = sign.charCodeAt() - SIGNS
  const word = known.common[place >> 1]
  return place & 1 ? word[0].toUpperCase() + word.slice(1) : word
}

// The words around what was found, under the heading they stand below; none if the title has it.
function excerptOf(data, units) {
  const marks = new Set(units.map(unit => unit.mark).filter(Boolean))
  const content = data.content.replace(SIGN, commonWord)
  const words = content.split(/\s+/)
  const plain = words.map(word => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ""))
  const end = plain.findIndex(word => MARK.test(word))
  const hits = new Set(data.places.filter(place => end < 0 || place < end))
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
  const heading = made("span", { className: "kb-search__section" }, section.id.replaceAll("_", " "))
  const p = made("p", { className: "kb-search__excerpt" }, heading, ": ", from > section.location ? "… " : "")
  for (let i = from; i < to; i++) p.append(hits.has(i) ? made("mark", {}, words[i]) : words[i], " ")
  if (to - from === WORDS_OF_EXCERPT) p.append("…")
  return p
}

// ------------------------------------------------------------------------- keys and clicks

function goByArrow(event) {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return
  const stops = [input, ...list.querySelectorAll("a")]
  const at = stops.indexOf(document.activeElement)
  const next = stops[at + (event.key === "ArrowDown" ? 1 : -1)]
  if (at < 0 || !next) return
  event.preventDefault()
  next.focus()
}

async function goToFirst() {
  await search()
  list.querySelector("a")?.focus()
}

function listen() {
  dialog.addEventListener("keydown", goByArrow)
  dialog.addEventListener("click", event => event.target === dialog && dialog.close())
  dialog.querySelector("form").addEventListener("submit", goToFirst)
  for (const select of selects) select.addEventListener("change", search)
  besides.addEventListener("click", searchFurther)
  details.addEventListener("toggle", loadChoices)
}
