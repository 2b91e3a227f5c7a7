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

  // With a modifier: keys of one character get in the way of speech input (WCAG 2.1.4).
  addEventListener("keydown", event => {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
    event.preventDefault()
    open()
  })
})()
