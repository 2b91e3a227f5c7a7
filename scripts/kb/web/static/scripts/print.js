// Before printing, what is folded is opened and what only the browser knows is filled in.
(() => {
  "use strict"
  for (const place of document.querySelectorAll("template[data-kb-print]")) {
    place.after(place.content.cloneNode(true))
    place.nextElementSibling.addEventListener("click", () => print())
  }

  let opened = []
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("article details:not([open])")]
    for (const details of opened) details.open = true
    for (const place of document.querySelectorAll("[data-kb-here]")) {
      place.textContent = location.href.split(/[?#]/)[0]
    }
    const today = new Date().toLocaleDateString("en-GB", { dateStyle: "long" })
    for (const place of document.querySelectorAll("[data-kb-printed]")) {
      place.textContent = `. Printed on ${today}.`
    }
  })
  addEventListener("afterprint", () => {
    for (const details of opened) details.open = false
    opened = []
  })
})()
