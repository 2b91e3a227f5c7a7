// Saves an evidence map as it stands on the page, with its legend and where it is from: as SVG, whose
// looks are written into it, or as PNG. Nothing leaves the reader's machine.
const SVG = "http://www.w3.org/2000/svg"
const LOOKS = [
  ...["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap"],
  ...["font-family", "font-size", "font-weight"],
]
const MARGIN = 16
const LINE = 26
const SHARPNESS = 2

function made(name, attributes, text = "") {
  const element = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  element.textContent = text
  return element
}

// A copy of an element of the page that looks the same anywhere.
function copied(element) {
  const copy = element.cloneNode(true)
  const [from, to] = [element, copy].map(one => [one, ...one.querySelectorAll("*")])
  from.forEach((original, n) => {
    const look = getComputedStyle(original)
    for (const name of LOOKS) to[n].setAttribute(name, look.getPropertyValue(name))
    if (original.href) to[n].setAttribute("href", new URL(original.getAttribute("href"), location))
    for (const { name } of [...to[n].attributes]) {
      if (name === "class" || name.startsWith("data-") || name.startsWith("aria-")) to[n].removeAttribute(name)
    }
  })
  for (const hidden of copy.querySelectorAll("[hidden]")) hidden.remove()
  return copy
}

function drawn(figure) {
  const map = figure.querySelector(".kb-map__wide svg")
  const signs = [...figure.querySelectorAll(".kb-map__legend li")]
  const [, , width, height] = map.getAttribute("viewBox").split(" ").map(Number)
  const whole = { width: width + 2 * MARGIN, height: height + 3 * MARGIN + (signs.length + 1) * LINE }
  const look = getComputedStyle(document.body)
  const letters = { fill: look.color, "font-family": look.fontFamily, "font-size": 14 }
  const picture = made("svg", { xmlns: SVG, ...whole, viewBox: `0 0 ${whole.width} ${whole.height}` })
  const body = made("g", { transform: `translate(${MARGIN} ${MARGIN})`, "font-size": map.getAttribute("font-size") })
  body.append(...copied(map).childNodes)
  const legend = signs.map((sign, n) => {
    const row = made("g", { transform: `translate(${MARGIN} ${2 * MARGIN + height + n * LINE})` })
    row.append(copied(sign.querySelector("path")), made("text", { x: 42, y: 14, ...letters }, sign.textContent.trim()))
    return row
  })
  const source = `${map.getAttribute("aria-label")}. ${location.href.split("#")[0]}`
  picture.append(
    made("title", {}, map.getAttribute("aria-label")),
    made("rect", { width: "100%", height: "100%", fill: look.backgroundColor }),
    body,
    ...legend,
    made("text", { x: MARGIN, y: whole.height - MARGIN, ...letters }, source),
  )
  return { text: new XMLSerializer().serializeToString(picture), ...whole }
}

async function painted({ text, width, height }) {
  const image = new Image(width, height)
  image.src = `data:image/svg+xml,${encodeURIComponent(text)}`
  await image.decode()
  const canvas = Object.assign(document.createElement("canvas"), { width: width * SHARPNESS, height: height * SHARPNESS })
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height)
  return new Promise(done => canvas.toBlob(done, "image/png"))
}

export async function save(figure, format, chosen) {
  const picture = drawn(figure)
  const file = format === "png" ? await painted(picture) : new Blob([picture.text], { type: "image/svg+xml" })
  const link = document.createElement("a")
  link.href = URL.createObjectURL(file)
  link.download = `evidence-map-${[figure.dataset.kbMapOf, chosen.toLowerCase()].filter(Boolean).join("-")}.${format}`
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
