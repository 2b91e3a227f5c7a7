// The button that exchanges light and dark; the choice holds on the next page.
(() => {
  "use strict"
  const button = document.querySelector("button[data-kb-scheme]")
  if (!button) return
  const root = document.documentElement
  const dark = matchMedia("(prefers-color-scheme: dark)")

  button.hidden = false
  button.addEventListener("click", () => {
    const shown = root.dataset.kbScheme ?? (dark.matches ? "dark" : "light")
    root.dataset.kbScheme = shown === "dark" ? "light" : "dark"
    try {
      localStorage.setItem("kb-scheme", root.dataset.kbScheme)
    } catch {
      // It holds on this page only.
    }
  })
})()
