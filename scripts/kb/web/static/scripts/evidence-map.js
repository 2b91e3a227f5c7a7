// Pointing at a box of the evidence map, or reaching it by key, brings out all that it is linked
// with: what it follows from, and what follows from it.
(() => {
  "use strict"
  // Whoever comes for the table finds it unfolded.
  const unfold = () => {
    const wanted = document.getElementById(location.hash.slice(1))
    if (wanted && wanted.matches(".kb-map-table")) wanted.open = true
  }
  unfold()
  addEventListener("hashchange", unfold)

  // Choosing a part of the map and saving it is fetched where there is something to choose.
  const base = new URL("..", document.currentScript.src)
  for (const template of document.querySelectorAll("template[data-kb-map-controls]")) {
    import(new URL("evidence-map/choose.js", base)).then(({ prepare }) => prepare(template.closest("figure")))
  }

  for (const map of document.querySelectorAll("svg[data-kb-map]")) {
    const lines = [...map.querySelectorAll("[data-kb-line]")].map(path => {
      const [from, to] = path.dataset.kbLine.split(" ")
      return { path, from, to }
    })
    const nodes = [...map.querySelectorAll("[data-kb-node]")]

    // Every line that can be reached from a box, going one way only.
    function reached(start, near, far) {
      const found = new Set()
      const ends = [start]
      for (const end of ends) {
        for (const line of lines.filter(each => each[near] === end && !found.has(each))) {
          found.add(line)
          ends.push(line[far])
        }
      }
      return found
    }

    function bringOut(node) {
      const here = node && node.dataset.kbNode
      const chain = new Set(here && [...reached(here, "from", "to"), ...reached(here, "to", "from")])
      const lit = new Set(here && [here, ...[...chain].flatMap(line => [line.from, line.to])])
      map.classList.toggle("kb-map--lit", Boolean(node))
      for (const line of lines) line.path.classList.toggle("is-lit", chain.has(line))
      for (const each of nodes) each.classList.toggle("is-lit", lit.has(each.dataset.kbNode))
    }

    const nodeOf = element => element && element.closest("[data-kb-node]")
    const focused = () => (map.contains(document.activeElement) ? nodeOf(document.activeElement) : null)
    map.addEventListener("pointerover", event => bringOut(nodeOf(event.target) || focused()))
    map.addEventListener("pointerleave", () => bringOut(focused()))
    map.addEventListener("focusin", event => bringOut(nodeOf(event.target)))
    map.addEventListener("focusout", () => bringOut(null))
    addEventListener("keydown", event => {
      if (event.key === "Escape") bringOut(null)
    })
  }
})()
