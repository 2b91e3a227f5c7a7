// A link to a place in a folded part unfolds it: not every browser does that by itself.
(() => {
  "use strict"
  function unfold() {
    const target = document.querySelector("article :target, article:target")
    let folded = target?.closest("article details:not([open])")
    if (!folded) return
    for (; folded; folded = target.closest("article details:not([open])")) folded.open = true
    target.scrollIntoView()
  }
  addEventListener("hashchange", unfold)
  unfold()
})()
