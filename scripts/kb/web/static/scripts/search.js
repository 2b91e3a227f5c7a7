// Opens the search by button, box, key or address. Its field is there at once; the rest is fetched.
(() => {
  "use strict"
  const openers = document.querySelectorAll("[data-kb-search]")
  if (!openers.length) return

  const base = new URL("..", document.currentScript.src)
  const made = (name, properties, ...children) => {
    const element = Object.assign(document.createElement(name), properties)
    element.append(...children)
    return element
  }
  const label = made("label", { htmlFor: "kb-search-words" }, "Words to search for")
  const input = made("input", { id: "kb-search-words", type: "search", autocomplete: "off", autocapitalize: "off", spellcheck: false, enterKeyHint: "search" })
  const title = made("h2", { id: "kb-search-title" }, "Search this site")
  const close = made("button", { type: "button", className: "kb-button" }, "Close")
  const status = made("p", { role: "status" }, "Getting the search ready …")
  const form = made("form", { role: "search" }, label, input)
  const dialog = made("dialog", { className: "kb-search md-typeset" }, made("div", { className: "kb-search__top" }, title, close), form, status)
  dialog.setAttribute("aria-labelledby", title.id)
  form.addEventListener("submit", event => event.preventDefault())
  close.addEventListener("click", () => dialog.close())

  async function open(words) {
    if (!dialog.isConnected) document.body.append(dialog)
    if (!dialog.open) dialog.showModal()
    if (words) input.value = words
    input.focus()
    input.select()
    try {
      const search = await import(new URL("search/search.js", base))
      await search.open(dialog)
    } catch {
      location.assign(new URL("all/", base)) // Nothing of the search came: the index needs none of it.
    }
  }

  for (const opener of openers) {
    opener.hidden = false
    document.getElementById(opener.dataset.kbSearch)?.remove()
    const event = opener.matches("form") ? "submit" : "click"
    opener.addEventListener(event, happened => {
      happened.preventDefault()
      open(opener.querySelector("input")?.value)
    })
  }

  // With a modifier: keys of one character get in the way of speech input (WCAG 2.1.4).
  addEventListener("keydown", event => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
    event.preventDefault()
    open()
  })

  // What was asked before, in the address: of a link, or of a page to which Back leads.
  const asked = new URLSearchParams(location.search).get("q")
  if (asked !== null) open(asked)
})()
