// Opens the search by button, box or key. The rest of it is fetched when it is first opened.
(() => {
  "use strict"
  const openers = document.querySelectorAll("[data-kb-search]")
  if (!openers.length) return

  const base = new URL("..", document.currentScript.src)

  async function open(words) {
    try {
      const search = await import(new URL("search/search.js", base))
      await search.open(words)
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

  addEventListener("keydown", event => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]")
    const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey
    const k = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey
    if (!slash && !k) return
    event.preventDefault()
    open()
  })
})()
