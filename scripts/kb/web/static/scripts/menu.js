// The menu on narrow screens closes with Escape, which leaves the focus on its button.
(() => {
  "use strict"
  const menu = document.querySelector(".kb-menu")
  if (!menu) return
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return
    menu.open = false
    menu.querySelector("summary").focus()
  })
})()
