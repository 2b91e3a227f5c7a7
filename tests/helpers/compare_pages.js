// What two sites' pages are made of, as a browser reads them: the elements, and the text without signs.
async ([folders, paths]) => {
  const plain = text => text.replace(/[^A-Za-z0-9\s]/g, "o").replace(/\s+/g, "").toLowerCase()

  const letters = text => text.replace(/[^A-Za-z0-9]|o/gi, "").toLowerCase()

  function parts(html, base) {
    const page = new DOMParser().parseFromString(html, "text/html")
    const found = new Map()
    // What stands beside a record in a list depends on how its title is sorted.
    const note = part => found.set(part, / nav\[/.test(part) ? 1 : (found.get(part) ?? 0) + 1)
    const walk = (element, above, told) => {
      // Lines of a drawing are divided by the width of letters; citations set parts of titles apart.
      const names = element.getAttributeNames().sort().join(" ")
      const passed = ["tspan", "text"].includes(element.localName) || ["em[]", "span[]", "span[class]"].includes(`${element.localName}[${names}]`)
      const chain = passed ? above : `${above} ${element.localName}[${names}]`
      if (!passed) note(chain)
      for (const name of ["href", "src", "action", "content"]) {
        const value = element.getAttribute(name) ?? ""
        if (/^\s*(javascript|data|vbscript):/i.test(value) && name !== "content") note(`${chain} leads to ${value}`)
        else if (name !== "content" && element.hasAttribute(name)) {
          const { protocol, host } = new URL(value, base)
          if (host !== location.host) note(`${chain} leads to ${protocol}//${host}`)
        }
      }
      // Where works are written in a style, cut into lines or sorted, only letters and figures count.
      const formatted = element.matches(".kb-entry, .kb-cite__entry, p[data-kb-copy]")
      if (told && formatted) note(`${chain}: ${letters(element.textContent)}`)
      told &&= !formatted && !element.matches("svg, pre, nav, .kb-abbreviations, [name^=citation_]")
      const quoted = element.getAttribute("data-kb-text")
      if (quoted) note(`${chain} data-kb-text: ${letters(quoted)}`)
      for (const name of TOLD) if (told && element.hasAttribute(name)) note(`${chain} ${name}: ${plain(element.getAttribute(name))}`)
      if (element.type === "application/ld+json") described(JSON.parse(element.textContent), chain)
      else if (told)
        for (const node of element.childNodes)
          if (node.nodeType === Node.TEXT_NODE && plain(node.data)) note(`${chain}: ${plain(node.data)}`)
      for (const child of element.children) walk(child, chain, told)
    }
    const described = (value, chain) => {
      if (typeof value === "string") note(`${chain}: ${plain(value)}`)
      else for (const [name, one] of Object.entries(value ?? {})) described(one, `${chain} ${Array.isArray(value) ? "" : name}`)
    }
    walk(page.documentElement, "", true)
    return found
  }

  const TOLD = ["alt", "aria-label", "title", "content", "data-kb-copy", "value", "placeholder"]
  const differences = []
  for (const path of paths) {
    const [one, other] = await Promise.all(
      folders.map(async folder => {
        const answer = await fetch(`/${folder}/${path}`)
        return parts(await answer.text(), `${location.origin}/${folder}/${path}`)
      }),
    )
    for (const part of new Set([...one.keys(), ...other.keys()])) {
      if (one.get(part) !== other.get(part)) differences.push(`${path}: ${one.get(part) ?? 0}, not ${other.get(part) ?? 0}:${part.slice(-300)}`)
    }
  }
  return differences
}
