// Sorting and filtering of a list or of a table's rows, in the page; the address says what is chosen.
// Each choice but "sort" filters by the data attribute of its name. An order that is also a choice
// follows its options; any other is of numbers, the highest first.
(() => {
  "use strict"
  const template = document.querySelector("template[data-kb-controls]")
  const list = document.querySelector("[data-kb-sortable]")
  if (!template || !list) return

  const noun = list.dataset.kbSortable
  const items = [...list.children] // In the page's own order.
  const controls = template.content.firstElementChild
  const chosen = Object.fromEntries([...controls.querySelectorAll("select")].map(s => [s.name, s]))
  const status = controls.querySelector("[role=status]")
  const clear = controls.querySelector("button")
  const filters = Object.keys(chosen).filter(name => name !== "sort")

  function compare(name) {
    if (!filters.includes(name)) return (a, b) => b.dataset[name] - a.dataset[name]
    const values = [...chosen[name].options].map(option => option.value)
    return (a, b) => values.indexOf(a.dataset[name]) - values.indexOf(b.dataset[name])
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
    const order = chosen.sort.value
    list.append(...(order ? [...items].sort(compare(order)) : items))
    const shown = items.filter(item => !item.hidden).length
    status.textContent =
      shown === items.length ? `All ${shown} ${noun} shown.` : `${shown} of ${items.length} ${noun} shown.`
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
