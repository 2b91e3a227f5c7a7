// A link to a place in a folded part unfolds it, as not every browser does by itself; and a link to
// an entry of which all but the name is folded unfolds that.
(() => {
  "use strict"
  function unfold() {
    const target = document.querySelector("article :target, article:target")
    const own = target?.querySelector(":scope > .kb-work")
    if (own) own.open = true
    let folded = target?.closest("article details:not([open])")
    if (!folded && !own) return
    for (; folded; folded = target.closest("article details:not([open])")) folded.open = true
    target.scrollIntoView()
  }
  addEventListener("hashchange", unfold)
  addEventListener("load", unfold) // Only then is it sure to be known what the target is.
})()
