// Sorting and filtering of the references, in the page itself; the address says what is chosen.
(() => {
  "use strict"
  const template = document.querySelector("template[data-kb-controls]")
  const list = document.querySelector("[data-kb-sortable]")
  if (!template || !list) return

  const items = [...list.children] // By author, as the page lists them.
  const controls = template.content.firstElementChild
  const chosen = Object.fromEntries([...controls.querySelectorAll("select")].map(s => [s.name, s]))
  const status = controls.querySelector("[role=status]")
  const clear = controls.querySelector("button")
  const filters = ["kind", "reason", "theme"]
  const kinds = [...chosen.kind.options].map(option => option.value)
  const orders = {
    year: (a, b) => b.dataset.year - a.dataset.year,
    kind: (a, b) => kinds.indexOf(a.dataset.kind) - kinds.indexOf(b.dataset.kind),
    cited: (a, b) => b.dataset.cited - a.dataset.cited,
  }

  function restore() {
    const asked = new URLSearchParams(location.search)
    for (const [name, select] of Object.entries(chosen)) {
      const known = [...select.options].some(option => option.value === asked.get(name))
      select.value = known ? asked.get(name) : ""
    }
  }

  function keep() {
    const address = new URL(location)
    for (const [name, select] of Object.entries(chosen)) {
      if (select.value) address.searchParams.set(name, select.value)
      else address.searchParams.delete(name)
    }
    history.replaceState(history.state, "", address)
  }

  function show() {
    const fits = item =>
      filters.every(name => {
        const { value } = chosen[name]
        return !value || item.dataset[name].split(" ").includes(value)
      })
    for (const item of items) item.hidden = !fits(item)
    const order = orders[chosen.sort.value]
    list.append(...(order ? [...items].sort(order) : items))
    const shown = items.filter(item => !item.hidden).length
    status.textContent =
      shown === items.length ? `All ${shown} works shown.` : `${shown} of ${items.length} works shown.`
    clear.disabled = Object.values(chosen).every(select => !select.value)
  }

  controls.addEventListener("change", () => {
    keep()
    show()
  })
  clear.addEventListener("click", () => {
    for (const select of Object.values(chosen)) select.value = ""
    keep()
    show()
    chosen.sort.focus() // The button cannot keep the focus when there is nothing left to clear.
  })
  addEventListener("popstate", () => {
    restore()
    show()
  })
  template.replaceWith(controls)
  restore()
  show()
})()
