// What copies: citations, links of headings, quotes and recommendations, quotes with their source.
(() => {
  "use strict"
  const article = document.querySelector("article")
  if (!article) return

  const BACK_AFTER_MILLISECONDS = 3000
  const HEADINGS = "h1, h2, h3, h4, h5, h6, dt"
  const status = document.createElement("p")
  status.className = "kb-unseen"
  status.setAttribute("role", "status")
  article.append(status)
  let byHand

  function made(name, className, text) {
    const element = document.createElement(name)
    element.className = className
    element.textContent = text
    if (name === "button") element.type = "button"
    return element
  }

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

  // What is not to be seen on the page is put there, so that it can be selected.
  function shown(text, control) {
    byHand?.remove()
    byHand = made("span", "kb-by-hand", text)
    const place = control.closest(HEADINGS) ?? control.closest("figcaption")?.lastChild ?? control
    place.after(byHand)
    return byHand
  }

  // Words that stand on a control are exchanged for a while; beside an icon, words appear.
  function say(control, words) {
    if (!control.dataset.kbSays) {
      control.after(words)
      return () => words.remove()
    }
    control.textContent = words.textContent
    return () => (control.textContent = control.dataset.kbSays)
  }

  function copies(control, what, text, source) {
    let waiting
    let unsay = () => {}
    control.addEventListener("click", async (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return
      const done = await copied(text())
      if (!done) select(source ?? shown(text(), control))
      clearTimeout(waiting)
      unsay()
      const short = control.dataset.kbSays ? "Copied" : "Link copied"
      const words = made("span", "kb-said", done ? short : "Selected: copy it by key or menu")
      words.ariaHidden = "true"
      unsay = say(control, words)
      status.textContent = done
        ? `Copied ${what}.`
        : `The clipboard is not open to this page. Selected ${what}, to be copied by key or menu.`
      waiting = setTimeout(() => {
        unsay()
        status.textContent = ""
      }, BACK_AFTER_MILLISECONDS)
    })
    return control
  }

  function button(className, says, what, text, source) {
    const control = made("button", className, says)
    control.dataset.kbSays = says
    return copies(control, what, text, source)
  }

  const absolute = (link) => new URL(link, location.href).href

  // A page that was reached by a link to a version gives links to itself, not to that version.
  function unpinned(link) {
    const address = new URL(link)
    address.searchParams.delete("v")
    return address.href
  }

  for (const citation of article.querySelectorAll("[data-kb-copy]")) {
    const what = citation.dataset.kbCopy
    citation.after(button("kb-button", `Copy ${what}`, what, () => citation.textContent, citation))
  }

  for (const kicker of article.querySelectorAll(".kb-kicker")) {
    const control = made("button", "kb-link", "")
    control.title = control.ariaLabel = "Copy the link to this page"
    kicker.append(copies(control, "the link", () => unpinned(location.href.split("#")[0])))
  }

  for (const link of article.querySelectorAll(".headerlink")) {
    link.title = "Copy the link to this"
    copies(link, "the link", () => unpinned(link.href))
  }

  for (const record of article.querySelectorAll("[data-kb-record]")) {
    const what = `the link to ${record.dataset.kbRecord}`
    const control = made("button", "kb-link", "")
    control.title = control.ariaLabel = `Copy ${what}`
    record.after(copies(control, what, () => record.href.split("#")[0]))
  }

  for (const pin of article.querySelectorAll("[data-kb-pin]")) {
    const what = `the link to ${pin.dataset.kbPin}`
    const control = made("button", "kb-link", "")
    control.title = control.ariaLabel = `Copy ${what}`
    pin.after(copies(control, what, () => pin.href))
  }

  for (const quote of article.querySelectorAll("[data-kb-quote]")) {
    const { kbQuote: name, kbLink, kbText } = quote.dataset
    const link = absolute(kbLink)
    const tools = made("span", "kb-tools", "")
    tools.append(
      button("kb-tool", "Copy link", `the link to quote ${name}`, () => link),
      button("kb-tool kb-tool--text", "Copy quote", `quote ${name}`, () => `${kbText}\n${link}`),
    )
    quote.querySelector("figcaption").append(tools)
  }
})()
