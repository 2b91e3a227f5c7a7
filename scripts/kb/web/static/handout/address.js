// What stands after # in the address of a handout: `f004.1,q003.1;t=Title`. It never reaches a host.
export const MOST = 40
export const LONGEST_TITLE = 80
export const LONGEST_ADDRESS = 2000

const ONE = /^([a-z][a-z0-9]*(?:-[a-z0-9]+)*)(?:\.([1-9][0-9]{0,3}))?$/

function decoded(text) {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

// On one line, without what no reader would see.
function tidied(title) {
  const line = title.replace(/[\p{C}\p{Z}\s]+/gu, " ").trim()
  return [...line].slice(0, LONGEST_TITLE).join("").trim()
}

// What a text names, each record once. `known` is a map from identifiers to types: what is not in it
// is counted and never shown.
export function namedIn(text, known) {
  const items = new Map()
  let unknown = 0
  for (const part of text.split(/[\s,]+/).filter(Boolean)) {
    const [, id, version] = ONE.exec(part.toLowerCase()) ?? []
    if (!known.has(id)) unknown++
    else if (!items.has(id)) items.set(id, { id, type: known.get(id), version: version ? Number(version) : null })
  }
  return { items: [...items.values()], unknown }
}

export function read(address, known) {
  if (address.length > LONGEST_ADDRESS) return { items: [], unknown: 0, title: "", tooLong: true }
  const [list, ...rest] = address.split("#").slice(1).join("#").split(";")
  const title = rest.find(part => part.startsWith("t=")) ?? ""
  const { items, unknown } = namedIn(decoded(list), known)
  return { items: items.slice(0, MOST), unknown, tooMany: items.length > MOST, title: tidied(decoded(title.slice(2))) }
}

export function written({ items, title }) {
  const list = items.map(({ id, version }) => (version ? `${id}.${version}` : id)).join(",")
  const line = tidied(title)
  return line ? `#${list};t=${encodeURIComponent(line)}` : list ? `#${list}` : ""
}
