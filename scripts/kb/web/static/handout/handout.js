// A handout: records of a reader's choice as cards on a sheet. The choice is in the address and nowhere
// else, so nothing is stored, and no host is told.
import { LONGEST_ADDRESS, LONGEST_TITLE, MOST, namedIn, read, written } from "./address.js"
import { card, made, nameOf as nameOnPaper } from "./card.js"

const BASE = new URL("..", import.meta.url)
const FOUND = 8

let known = new Map() // From identifiers to the folders of their types.
let choice = { items: [], title: "" }
const answers = new Map() // What was fetched of a record, by its identifier.
const cards = new Map() // The entry on the sheet, by identifier.

function button(words, act, properties = {}) {
  const element = made("button", { type: "button", className: "kb-button", ...properties }, words)
  element.addEventListener("click", () => act(element))
  return element
}

function labelled(id, words, field) {
  return made("p", {}, made("label", { htmlFor: id }, words), Object.assign(field, { id }))
}

const status = made("p", { className: "kb-handout__status" })
status.setAttribute("role", "status")
const title = made("input", { type: "text", maxLength: LONGEST_TITLE, autocomplete: "off" })
const words = made("input", { type: "search", autocomplete: "off", autocapitalize: "off", spellcheck: false, enterKeyHint: "search" })
const found = made("ul", { className: "kb-handout__found" })
const asking = made("form", {}, labelled("kb-handout-words", "Search for more, or type identifiers such as F004, Q003", words), made("button", { type: "submit", className: "kb-button" }, "Search"))
asking.setAttribute("role", "search")
asking.ariaLabel = "Records for the handout"
const copying = button("Copy address", copy)
const printing = button("Print", () => print())
const byHand = made("p", { className: "kb-handout__text", hidden: true })
const heading = made("h2", { id: "sheet" }, "Handout")
const contents = made("ol", { className: "kb-sheet__contents" })
const list = made("ol", { className: "kb-sheet__cards" })
const rights = made("div", {})
const here = made("p", { className: "kb-sheet__here" })

function say(text) {
  status.textContent = text
}

function count(number) {
  return number === 1 ? "one record" : `${number} records`
}

// As somebody says it who moves cards: by the identifier where that is short.
function nameOf({ id }) {
  const { result } = answers.get(id) ?? {}
  if (!result) return id.toUpperCase()
  return nameOnPaper(result).endsWith(result.id) ? result.id : `“${result.label}”`
}

// ----------------------------------------------------------------------------- what is known

async function fetched(path) {
  const answer = await fetch(new URL(path, BASE))
  if (!answer.ok) throw new Error(path)
  return answer.json()
}

const placeOf = ({ id, type }) => new URL(`api/v1/${type}/${id}.json`, BASE)

async function know(item) {
  if (!answers.has(item.id)) answers.set(item.id, await fetched(placeOf(item)))
  item.version ??= answers.get(item.id).result.version
}

// ------------------------------------------------------------------------------- the address

// Refused with a sentence, nothing is changed.
function put(next) {
  const address = new URL(location.href)
  address.hash = written(next)
  if (next.items.length > MOST) return `A handout has at most ${MOST} records. This one would have ${next.items.length}.`
  if (address.href.length > LONGEST_ADDRESS) return `The address would be longer than ${LONGEST_ADDRESS.toLocaleString("en-GB")} characters, which many programs cut off. Make two handouts.`
  choice = next
  history.replaceState(history.state, "", address)
  return ""
}

async function take() {
  const { items, unknown, title: named, tooLong, tooMany } = read(location.href, known)
  choice = { items, title: named }
  title.value = named
  await show()
  if (items.length && choice.items.length === items.length) put(choice) // With versions, and what it is without.
  here.textContent = `This sheet: ${location.href}`
  if (tooLong) return say(`This address is longer than ${LONGEST_ADDRESS.toLocaleString("en-GB")} characters, so nothing of it was read. Make two handouts.`)
  const missing = items.length - choice.items.length
  if (missing) return say(`${missing === 1 ? "One record" : `${missing} records`} did not come. Load the page again.`)
  const lost = unknown ? ` ${unknown === 1 ? "One part" : `${unknown} parts`} of the address named nothing that can be on a handout, and ${unknown === 1 ? "was" : "were"} left out.` : ""
  const more = tooMany ? ` Only the first ${MOST} are shown.` : ""
  say(items.length ? `The handout has ${count(choice.items.length)}.${lost}${more}` : `Nothing is on the handout yet.${lost}`)
}

// --------------------------------------------------------------------------------- the sheet

function entry(item) {
  const name = nameOf(item)
  const act = (label, said, change) => button(label, element => change(item, element), { ariaLabel: `${said} ${name}` })
  const tools = made("p", { className: "kb-handout__tools kb-screen" })
  tools.append(
    act("Up", "Move up:", (one, element) => move(one, -1, element)),
    " ",
    act("Down", "Move down:", (one, element) => move(one, 1, element)),
    " ",
    act("Remove", "Remove", remove),
  )
  const { result } = answers.get(item.id)
  if (item.version < result.version) tools.append(" ", act(`Take version ${result.version}`, `Take version ${result.version} of`, update))
  for (const one of result.withdrawn?.replaced_by ?? []) {
    if (!one.withdrawn) tools.append(" ", button(`Take ${one.id} instead`, () => replace(item, one)))
  }
  return made("li", {}, card(answers.get(item.id), placeOf(item), item.version), tools)
}

function entryOf(item) {
  const key = `${item.id}.${item.version}`
  if (!cards.has(key)) cards.set(key, entry(item))
  return cards.get(key)
}

function lineOf(result) {
  const name = nameOnPaper(result)
  return name.endsWith(result.id) ? `${result.id}: ${result.label}` : name
}

async function show() {
  const asked = choice.items
  const came = await Promise.allSettled(asked.map(know))
  choice.items = asked.filter((_, i) => came[i].status === "fulfilled")
  list.replaceChildren(...choice.items.map(entryOf))
  contents.replaceChildren(...choice.items.map(({ id }) => made("li", {}, lineOf(answers.get(id).result))))
  contents.hidden = choice.items.length < 2
  heading.textContent = choice.title || "Handout"
  rights.replaceChildren(...footer())
  copying.hidden = printing.hidden = !choice.items.length
  here.textContent = `This sheet: ${location.href}`
  byHand.hidden = true
}

// Whose words are on the sheet, and what all of it shares; each once.
function footer() {
  const records = choice.items.map(({ id }) => answers.get(id))
  const quoted = records.filter(({ licence, result }) => licence && result.voice === "participants")
  const holders = quoted.map(({ licence, result }) => {
    const charging = licence.non_commercial ? " Charging for the course? Ask the rights holder." : ""
    return `Quotes: ${licence.holder}, ${result.source.name}, ${licence.name}.${charging}`
  })
  const limits = records.map(({ result }) => result.limits).filter(Boolean)
  return [...new Set([...holders, ...limits])].map(text => made("p", {}, text))
}

// -------------------------------------------------------------------------------- changing it

async function change(items, said, focus) {
  const refused = put({ ...choice, items })
  if (refused) return say(refused)
  await show()
  put(choice)
  here.textContent = `This sheet: ${location.href}`
  say(said())
  focus?.()
}

function move(item, by, element) {
  const at = choice.items.indexOf(item)
  const to = at + by
  if (to < 0 || to >= choice.items.length) return say(`${nameOf(item)} is ${by < 0 ? "first" : "last"} already.`)
  const items = choice.items.toSpliced(at, 1).toSpliced(to, 0, item)
  return change(items, () => `${nameOf(item)} is now number ${to + 1} of ${items.length}.`, () => element.focus())
}

function remove(item) {
  const at = choice.items.indexOf(item)
  const items = choice.items.toSpliced(at, 1)
  const next = () => (list.children[Math.min(at, items.length - 1)]?.querySelector("button:nth-of-type(3)") ?? words).focus()
  return change(items, () => `Removed ${nameOf(item)}. The handout has ${items.length ? count(items.length) : "no records"} now.`, next)
}

function update(item) {
  const now = { ...item, version: answers.get(item.id).result.version }
  return change(choice.items.with(choice.items.indexOf(item), now), () => `${nameOf(item)} is now at version ${now.version}.`, () => entryOf(now).querySelector("button").focus())
}

function replace(item, { id }) {
  const name = id.toLowerCase()
  const now = { id: name, type: known.get(name), version: null }
  const items = choice.items.filter(one => one.id !== name)
  return change(items.with(items.indexOf(item), now), () => `${id} took the place of ${nameOf(item)}.`, () => entryOf(now).querySelector("button").focus())
}

function add(items, focus) {
  const fresh = items.filter(({ id }) => !choice.items.some(one => one.id === id))
  if (!fresh.length) return say(`${items.map(nameOf).join(", ")} ${items.length === 1 ? "is" : "are"} on the handout already.`)
  return change([...choice.items, ...fresh], () => `Added ${fresh.map(nameOf).join(", ")}. The handout has ${count(choice.items.length)} now.`, focus)
}

// -------------------------------------------------------------------------------- finding more

async function search() {
  const query = words.value.trim()
  found.replaceChildren()
  if (!query) return
  const named = namedIn(query, known)
  if (named.items.length && !named.unknown) {
    words.value = ""
    await add(named.items, () => words.focus())
    return
  }
  say("Searching …")
  try {
    const { dataOf, find, prepare } = await import(new URL("search/asking.js", BASE))
    await prepare()
    const { groups } = await find(query, [])
    const hits = await Promise.all(groups.flatMap(({ results }) => results).slice(0, FOUND * 3).map(dataOf))
    const offers = hits.map(offerOf).filter(Boolean).slice(0, FOUND)
    found.replaceChildren(...offers)
    say(offers.length ? `${offers.length} found that can be on a handout.` : "Nothing was found that can be on a handout. Try other words.")
  } catch {
    say("The search did not work. Identifiers can be typed all the same.")
  }
}

function offerOf({ meta }) {
  const [type, id] = meta.place.split("/")
  if (known.get(id) !== type) return null
  const item = { id, type, version: null }
  const adding = button("Add", () => add([item], () => adding.focus()))
  adding.ariaLabel = `Add: ${meta.title}`
  return made("li", {}, adding, " ", made("span", { className: "kb-tag" }, meta.type), ` ${meta.title}`)
}

// ------------------------------------------------------------------------------------ copying

async function copy() {
  const plain = choice.items.map(({ id, version }) => `${id}.${version}`).join(", ")
  const text = `${location.href}\nIf the link arrives cut off, type these on the page: ${plain}`
  try {
    await navigator.clipboard.writeText(text)
    say("Copied the address, and the identifiers.")
  } catch {
    byHand.textContent = text
    byHand.hidden = false
    getSelection().selectAllChildren(byHand)
    say("The clipboard is not open to this page. The address is selected, to be copied by key or menu.")
  }
}

export async function prepare(place) {
  const without = document.querySelector("[data-kb-without]")
  without.classList.add("kb-screen")
  try {
    known = new Map(Object.entries(await fetched("handout/known.json")).flatMap(([type, ids]) => ids.map(id => [id, type])))
  } catch {
    without.textContent = "What a handout is made from did not come. Load the page again. What follows can be printed all the same."
    return
  }
  without.textContent = "Put findings, quotes and recommendations on one sheet, for supervision or a course. What you choose is in the address of this page and nowhere else: keep the address to keep the sheet. Write nothing about a client in the title."
  asking.addEventListener("submit", event => {
    event.preventDefault()
    search()
  })
  title.addEventListener("input", () => {
    const refused = put({ ...choice, title: title.value })
    if (refused) return say(refused)
    heading.textContent = choice.title.trim() || "Handout"
    here.textContent = `This sheet: ${location.href}`
  })
  addEventListener("hashchange", take)
  const making = made("div", { className: "kb-handout__make kb-screen" }, labelled("kb-handout-title", "Title of the sheet", title), asking, found, made("p", { className: "kb-handout__do" }, printing, " ", copying), byHand)
  const dated = made("p", { className: "kb-sheet__dated" }, "A handout", made("span"))
  dated.lastChild.dataset.kbPrinted = ""
  const notes = made("section", { className: "kb-sheet__room" }, made("h3", {}, "Notes"), made("p", { className: "kb-sheet__warning" }, made("strong", {}, "Write nothing about a client here.")))
  const foot = made("footer", { className: "kb-sheet__foot" }, rights, made("p", {}, "Chosen by whoever made this sheet, not by the editors. This is not clinical guidance."), here)
  const sheet = made("section", { className: "kb-sheet" }, heading, dated, contents, list, notes, foot)
  sheet.setAttribute("aria-labelledby", heading.id)
  place.append(without, making, status, sheet)
  place.hidden = false
  await take()
}
