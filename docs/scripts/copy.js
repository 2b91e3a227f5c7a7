// A button after each citation that copies it, and says so to everyone.
(() => {
  "use strict"
  const citations = document.querySelectorAll("[data-kb-copy]")
  if (!citations.length) return

  const BACK_AFTER_MILLISECONDS = 3000
  const status = document.createElement("p")
  status.className = "kb-unseen"
  status.setAttribute("role", "status")
  document.querySelector("article").append(status)

  function select(element) {
    const range = document.createRange()
    range.selectNodeContents(element)
    const selection = getSelection()
    selection.removeAllRanges()
    selection.addRange(range)
  }

  async function copied(text) {
    try {
      await navigator.clipboard.writeText(text)
      return true
    } catch {
      return false // Not allowed, or no clipboard, as where the page came without encryption.
    }
  }

  for (const citation of citations) {
    const what = citation.dataset.kbCopy
    const button = document.createElement("button")
    button.type = "button"
    button.className = "kb-button"
    button.textContent = `Copy ${what}`
    let waiting
    button.addEventListener("click", async () => {
      const done = await copied(citation.textContent)
      if (!done) select(citation)
      button.textContent = done ? "Copied" : "Selected: copy it by key or menu"
      status.textContent = done
        ? `Copied ${what}.`
        : `The clipboard is not open to this page. Selected ${what}, to be copied by key or menu.`
      clearTimeout(waiting)
      waiting = setTimeout(() => {
        button.textContent = `Copy ${what}`
        status.textContent = ""
      }, BACK_AFTER_MILLISECONDS)
    })
    citation.after(button)
  }
})()
