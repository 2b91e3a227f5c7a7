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

  // Keys of one character get in the way of speech input: the dialog lets readers turn this one off.
  function slashOpens() {
    try {
      return localStorage.getItem("kb-slash") !== "off"
    } catch {
      return true // Storage is closed to this page.
    }
  }

  addEventListener("keydown", event => {
    const typing = event.target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable]")
    const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey
    const k = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey
    if (!(slash && slashOpens()) && !k) return
    event.preventDefault()
    open()
  })
})()
