// A card made of a record's JSON, element by element: the content security policy lets no text become
// markup. kb/render/templates/parts/card.jinja makes the same of records that are chosen already.
export function made(name, properties, ...children) {
  const element = Object.assign(document.createElement(name), properties)
  element.append(...children.filter(child => child !== null))
  return element
}

const SPEAKS = {
  participants: "Participants, word for word",
  authors: "The study’s authors, in our words",
  editors: "The editors of this site",
}

function paragraphs(words) {
  return words.map(text => made("p", {}, text))
}

function day(date) {
  return new Date(`${date}T12:00:00Z`).toLocaleDateString("en-GB", { dateStyle: "long", timeZone: "UTC" })
}

function quote({ words, source }, licence) {
  const lines = source.lines ? `, ${source.lines.includes("–") ? "lines" : "line"} ${source.lines}` : ""
  const from = ` · ${source.name}${licence ? `, ${licence.name}` : ""}`
  const who = made("span", { className: "kb-quote__who" }, source.speaker)
  return made("figure", { className: "kb-quote" }, made("blockquote", {}, ...paragraphs(words)), made("figcaption", {}, who, lines, from))
}

function spoken(record, licence) {
  const { voice, words } = record
  const name = made("p", { className: "kb-voice__name" }, SPEAKS[voice])
  const said = voice === "participants" ? [quote(record, licence)] : paragraphs(words)
  return made("div", { className: `kb-sheet__words kb-voice kb-voice--${voice}` }, name, ...said)
}

function listed(entries) {
  return made("ul", {}, ...entries.map(({ date, change }) => made("li", {}, `${day(date)}: ${change}`)))
}

// What changed since the version that the address names.
function sinceThen({ id, version, history }, asked) {
  if (!asked || asked === version) return []
  if (asked > version) return [made("p", {}, `The address names version ${asked} of ${id}, which never was. The words are those of version ${version}.`)]
  const later = history.filter(entry => entry.version > asked)
  return [made("p", {}, `Version ${asked} was chosen. The words are those of version ${version}. What changed since:`), listed(later)]
}

function withdrawal({ withdrawn, called }, at) {
  if (!withdrawn) return []
  const when = withdrawn.on ? ` on ${day(withdrawn.on)}` : ""
  const why = withdrawn.reason ? ` ${withdrawn.reason}` : ""
  const first = made("p", {}, made("strong", {}, `Withdrawn${when}.`), why)
  const chain = withdrawn.replaced_by
  if (!chain.length) return [first, made("p", {}, `Nothing takes the place of this ${called.toLowerCase()}.`)]
  return [first, ...chain.map(one => made("p", {}, "Replaced by ", made("a", { href: new URL(one.html, at) }, `${one.id}: ${one.label}`), one.withdrawn ? " (withdrawn, too)" : ""))]
}

function suspects({ suspect, id }) {
  return suspect.map(one => made("p", {}, `${id} rests on version ${one.read} of ${one.id}, which has changed since.`))
}

// What a record is called on paper: one whose identifier is made of words is known by its heading.
export function nameOf({ called, id, label }) {
  return /^[A-Z][0-9]+$/.test(id) ? `${called} ${id}` : `${called}: ${label}`
}

// A record as a card. `at` is the address of its JSON, to which its links are relative.
export function card({ result, licence }, at, asked) {
  const { version, trust, code, html, address } = result
  const name = nameOf(result)
  const page = new URL(html, at)
  const told = [...withdrawal(result, at), ...sinceThen(result, asked), ...suspects(result)]
  const notes = told.length ? made("div", { className: "kb-sheet__notes" }, ...told) : null
  const drawing = code ? made("img", { className: "kb-sheet__code", src: new URL(code, at), alt: `Code that leads to ${name}`, width: 82, height: 82 }) : null
  const link = made("a", { className: "kb-address", href: `${page}?v=${version}` }, `${name}, version ${version}`)
  const printed = made("span", { className: "kb-sheet__address" }, ` · ${address ?? page}?v=${version}`)
  const card = made("article", { className: "kb-sheet__card" }, spoken(result, licence), drawing)
  if (trust) card.append(made("p", { className: "kb-trust" }, trust))
  if (notes) card.append(notes)
  card.append(made("p", { className: "kb-where" }, link, printed))
  card.ariaLabel = name
  return card
}
