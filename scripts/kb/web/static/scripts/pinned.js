// What changed since the version that a link names (?v=1), from the history that the page holds.
(() => {
  "use strict"
  const asked = new URLSearchParams(location.search).get("v")
  if (asked === null) return
  // Terms share a page: there, the link says which it means.
  const term = document.getElementById(location.hash.slice(1))?.closest(".kb-term")
  const history = (term ?? document.querySelector(".kb-identity"))?.querySelector("[data-kb-history]")
  if (!history) return

  const name = history.dataset.kbHistory.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase())
  const changes = [...history.querySelectorAll("[data-kb-change]")].map((line) => ({
    date: line.querySelector("time").dateTime,
    meaning: line.dataset.kbChange === "substantive",
    day: line.querySelector("time").textContent,
    words: line.querySelector("span").textContent,
  }))
  // A finding's quotes have versions of their own.
  const quotes = [...history.querySelectorAll("[data-kb-quote-change]")].map((line) => ({
    name: line.dataset.kbQuoteChange,
    date: line.querySelector("time").dateTime,
    day: line.querySelector("time").textContent,
    words: line.querySelector("span").textContent,
  }))
  const newest = changes.filter((change) => change.meaning).length
  // What was asked for is not repeated unless it is a number: anybody can write an address.
  const version = /^[1-9][0-9]{0,3}$/.test(asked) ? Number(asked) : 0

  function made(element, text) {
    const made = document.createElement(element)
    made.textContent = text
    return made
  }

  function since() {
    let seen = 0
    return changes.filter((change) => {
      const later = seen >= version
      seen += change.meaning
      return later
    })
  }

  function listed(heading, entries) {
    if (!entries.length) return []
    const list = made("ul", "")
    list.append(...entries.map((words) => made("li", words)))
    return [made("p", heading), list]
  }

  function ofQuotes() {
    const begun = changes.filter((change) => change.meaning)[version - 1].date
    return listed(
      "What changed in its quotes since that version, each of which has versions of its own:",
      quotes.filter(({ date }) => date > begun).map(({ name, day, words }) => `${name}, ${day}: ${words}`)
    )
  }

  function told() {
    if (!version || version > newest) {
      const which = version ? `version ${version}` : "a version"
      return [
        made("p", `This link is to ${which} of ${name} that never was. The page shows version ${newest}.`),
      ]
    }
    const later = since()
    const moved = version < newest
    // A quote is withdrawn with its finding, of which its own history says nothing.
    const still = document.querySelector("[data-kb-with]")
      ? "Its words have not changed since, but it no longer holds."
      : "Nothing has changed in its meaning since."
    const first = `This link is to version ${version} of ${name}. ${
      moved ? `The page shows version ${newest}.` : still
    }`
    const heading = moved ? "What changed since:" : "What was corrected since, the meaning unchanged:"
    const entries = later.map(
      ({ day, words, meaning }) => `${day}${moved && !meaning ? ", meaning unchanged" : ""}: ${words}`
    )
    return [made("p", first), ...listed(heading, entries), ...ofQuotes()]
  }

  const notice = made("section", "")
  notice.className = "kb-pinned"
  notice.ariaLabel = "About the link that led here"
  const status = made("div", "")
  status.setAttribute("role", "status")
  notice.append(status)
  const place = term ? term.querySelector("dd") : document.querySelector("article")
  place.prepend(notice)
  // A screen reader speaks what comes into a status that is there already.
  requestAnimationFrame(() => status.append(...told()))
})()
