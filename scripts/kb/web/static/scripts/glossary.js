// The meaning of a term beside it: on hover, on focus, and on tap. Escape puts it away.
(() => {
  "use strict"
  const links = document.querySelectorAll(".kb-gloss")
  if (!links.length) return

  const LEAVING_MILLISECONDS = 250 // Time to get from the term to its meaning.
  const GAP = 8
  const meaning = document.createElement("div")
  meaning.className = "kb-meaning"
  meaning.hidden = true
  const words = document.createElement("p")
  const more = document.createElement("a")
  more.textContent = "In the glossary"
  more.tabIndex = -1 // By key, the term itself leads there.
  meaning.append(words, more)
  document.querySelector("article").append(meaning)
  let term = null
  let leaving

  function place() {
    const frame = (meaning.offsetParent ?? document.body).getBoundingClientRect()
    const lines = term.getClientRects()
    const [first, last] = [lines[0], lines[lines.length - 1]]
    const { width, height } = meaning.getBoundingClientRect()
    const header = document.querySelector("header")?.getBoundingClientRect().bottom ?? 0
    const room = document.documentElement.clientWidth - width - GAP
    const above = first.top - height - GAP
    const below = last.bottom + GAP
    const fits = below + height <= innerHeight || above < header
    meaning.style.left = `${Math.max(GAP, Math.min(last.left, room)) - frame.left}px`
    meaning.style.top = `${(fits ? below : above) - frame.top}px`
  }

  function show(link) {
    clearTimeout(leaving)
    if (term === link) return
    term = link
    words.textContent = document.getElementById(link.getAttribute("aria-describedby")).textContent
    more.href = link.href
    meaning.hidden = false
    place()
  }

  function hide() {
    clearTimeout(leaving)
    term = null
    meaning.hidden = true
  }

  function leave() {
    clearTimeout(leaving)
    if (term !== document.activeElement) leaving = setTimeout(hide, LEAVING_MILLISECONDS)
  }

  for (const link of links) {
    let tapToShow = false
    link.addEventListener("pointerenter", (event) => event.pointerType !== "touch" && show(link))
    link.addEventListener("pointerleave", (event) => event.pointerType !== "touch" && leave())
    link.addEventListener("focus", () => show(link))
    link.addEventListener("blur", (event) => meaning.contains(event.relatedTarget) || hide())
    link.addEventListener("pointerdown", (event) => {
      tapToShow = event.pointerType === "touch" && term !== link
    })
    link.addEventListener("click", (event) => {
      if (!tapToShow) return
      tapToShow = false
      event.preventDefault()
      show(link)
    })
  }
  meaning.addEventListener("pointerenter", () => clearTimeout(leaving))
  meaning.addEventListener("pointerleave", (event) => event.pointerType !== "touch" && leave())
  document.addEventListener("pointerdown", (event) => {
    if (term && !term.contains(event.target) && !meaning.contains(event.target)) hide()
  })
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide())
  addEventListener("resize", () => term && place())
})()
