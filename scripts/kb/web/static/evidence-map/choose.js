// Shows a part of an evidence map by itself: boxes close up, and lines are drawn anew between them.
// The address says what is shown. scripts/kb/evidence_map/choices.py has what belongs to each choice.
import { save } from "./save.js"

const NAME = "show"
const GAP = 8
const BEND = 6

const number = (element, name) => element.dataset[name].split(" ").map(Number)

// What there is of a drawing, and where the page has it.
function read(svg) {
  const columns = [...svg.querySelectorAll("[data-kb-column]")].map(group => ({
    group,
    boxes: [...group.querySelectorAll("[data-kb-node]")].map(node => {
      const [width, height] = number(node, "kbSize")
      const [x, y] = node.getAttribute("transform").match(/[\d.]+/g).map(Number)
      return { id: node.dataset.kbNode, node, x, y, width, height, first: y }
    }),
  }))
  const lines = [...svg.querySelectorAll("[data-kb-line]")].map(path => {
    const [from, to] = path.dataset.kbLine.split(" ")
    return { path, from, to, first: path.getAttribute("d") }
  })
  const top = Math.min(...columns.flatMap(column => column.boxes.map(box => box.y)))
  return { svg, columns, lines, top, view: svg.getAttribute("viewBox") }
}

function restore(drawing) {
  for (const { group, boxes } of drawing.columns) {
    for (const box of boxes) put(box, box.first)
    group.append(...boxes.map(box => box.node))
  }
  for (const line of drawing.lines) line.path.setAttribute("d", line.first)
  drawing.svg.setAttribute("viewBox", drawing.view)
}

function put(box, y) {
  box.y = Math.round(y)
  box.node.setAttribute("transform", `translate(${box.x} ${box.y})`)
}

const middle = box => box.y + box.height / 2
const mean = numbers => numbers.reduce((sum, one) => sum + one, 0) / numbers.length

// The highest column is packed; the boxes of the others stand near what they are linked with.
function close(drawing, shown) {
  const columns = drawing.columns
    .map(column => ({ ...column, boxes: column.boxes.filter(box => shown.has(box.id)) }))
    .filter(column => column.boxes.length)
  const lines = drawing.lines.filter(line => shown.has(line.from) && shown.has(line.to))
  const height = ({ boxes }) => boxes.reduce((sum, box) => sum + box.height + GAP, -GAP)
  const room = Math.max(...columns.map(height))
  const highest = columns.findIndex(column => height(column) === room)
  pack(columns[highest], drawing.top)
  for (let n = highest - 1; n >= 0; n--) settle(columns[n], columns[n + 1])
  for (let n = highest + 1; n < columns.length; n++) settle(columns[n], columns[n - 1], n === columns.length - 1)

  function pack(column, top) {
    let y = top
    for (const box of column.boxes) {
      put(box, y)
      y += box.height + GAP
    }
  }

  // Half way to where they would be if they were evenly spread, so that lines stay apart.
  function settle(column, beside, loosely) {
    const spare = (room - height(column)) / column.boxes.length
    const places = new Map(beside.boxes.map(box => [box.id, middle(box)]))
    let last = drawing.top
    for (const box of column.boxes) {
      const linked = lines.flatMap(({ from, to }) => (from === box.id ? [to] : to === box.id ? [from] : []))
      const at = linked.filter(id => places.has(id)).map(id => places.get(id))
      box.wanted = last = at.length ? mean(at) : last
    }
    // Recommendations have no order of their own; themes and findings keep their study's.
    const sorted = loosely ? [...column.boxes].sort((a, b) => a.wanted - b.wanted) : column.boxes
    column.group.append(...sorted.map(box => box.node))
    if (loosely) {
      let even = drawing.top
      for (const box of sorted) {
        box.wanted = mean([box.wanted, even + (box.height + spare) / 2])
        even += box.height + GAP + spare
      }
    }
    let least = drawing.top
    for (const box of sorted) {
      put(box, Math.max(least, box.wanted - box.height / 2))
      least = box.y + box.height + GAP
    }
    let most = drawing.top + room
    for (const box of sorted.toReversed()) {
      put(box, Math.min(box.y, most - box.height))
      most = box.y - GAP
    }
  }

  const [left, top, width] = drawing.view.split(" ")
  drawing.svg.setAttribute("viewBox", `${left} ${top} ${width} ${drawing.top + room + 2}`)
  connect(new Map(columns.flatMap(column => column.boxes.map(box => [box.id, box]))), lines)
}

// As scripts/kb/evidence_map/curves.py draws them: each line meets a box at a place of its own.
function connect(boxes, lines) {
  const isBelow = ({ from, to }) => boxes.get(to).x < boxes.get(from).x + boxes.get(from).width
  const across = lines.filter(line => !isBelow(line))
  const port = (id, near, far) => {
    const others = across.filter(line => line[near] === id).map(line => boxes.get(line[far]))
    others.sort((a, b) => a.y - b.y)
    const box = boxes.get(id)
    return other => Math.round(box.y + (box.height * (others.indexOf(other) + 1)) / (others.length + 1))
  }
  for (const line of lines) {
    const [source, target] = [boxes.get(line.from), boxes.get(line.to)]
    if (isBelow(line)) {
      const [x, y] = [Math.floor((source.x + target.x) / 2), Math.round(middle(target))]
      const bend = Math.min(BEND, target.x - x)
      line.path.setAttribute("d", `M${x} ${source.y + source.height}V${y - bend}Q${x} ${y} ${x + bend} ${y}H${target.x}`)
    } else {
      const [x, end] = [source.x + source.width, target.x]
      const [y, there] = [port(line.from, "from", "to")(target), port(line.to, "to", "from")(source)]
      const half = Math.floor((x + end) / 2)
      line.path.setAttribute("d", `M${x} ${y}C${half} ${y} ${half} ${there} ${end} ${there}`)
    }
  }
}

function show(drawing, shown) {
  const { svg, columns, lines } = drawing
  const isShown = id => !shown || shown.has(id)
  restore(drawing)
  for (const { group, boxes } of columns) {
    for (const { id, node } of boxes) node.toggleAttribute("hidden", !isShown(id))
    group.toggleAttribute("hidden", !boxes.some(box => isShown(box.id)))
  }
  for (const { path, from, to } of lines) path.toggleAttribute("hidden", !isShown(from) || !isShown(to))
  // A drawing of one theme is nothing without a finding.
  const empty = !columns.some(({ boxes }) => boxes.some(box => box.id[0] === "F" && isShown(box.id)))
  svg.toggleAttribute("hidden", Boolean(shown) && empty)
  if (shown && !empty) close(drawing, shown)
}

// The table says what the figure does.
function showInTable(table, shown) {
  const isShown = element => !shown || shown.has(element.querySelector(".kb-id").textContent)
  for (const entry of table.querySelectorAll("li, tr:has([scope=row])")) entry.hidden = !isShown(entry)
  for (const part of table.querySelectorAll("tbody")) {
    part.hidden = Boolean(shown) && !part.querySelector("tr:has([scope=row]):not([hidden])")
  }
}

export function prepare(figure) {
  const template = figure.querySelector("template[data-kb-map-controls]")
  const controls = template.content.firstElementChild
  const [select, status] = [controls.querySelector("select"), controls.querySelector("[role=status]")]
  const drawings = [...figure.querySelectorAll("svg[data-kb-map]")].map(read)
  const count = (ids, letter, noun) => {
    const found = ids.filter(id => id[0] === letter).length
    return `${found} ${noun}${found === 1 ? "" : "s"}`
  }

  function draw() {
    const option = select.selectedOptions[0]
    const shown = select.value ? new Set(option.dataset.kbShows.split(" ")) : null
    for (const drawing of drawings) show(drawing, shown)
    showInTable(document.getElementById(`${figure.id}-table`), shown)
    const ids = shown ? [...shown] : [...new Set(drawings.flatMap(d => d.columns.flatMap(c => c.boxes.map(b => b.id))))]
    status.textContent = `${count(ids, "F", "finding")} and ${count(ids, "I", "recommendation")} shown.`
  }

  function recall() {
    const asked = new URLSearchParams(location.search).get(NAME)
    select.value = [...select.options].some(option => option.value === asked) ? asked : ""
    draw()
  }

  select.addEventListener("change", () => {
    const address = new URL(location)
    if (select.value) address.searchParams.set(NAME, select.value)
    else address.searchParams.delete(NAME)
    history.replaceState(history.state, "", address)
    draw()
  })
  addEventListener("popstate", recall)
  for (const button of controls.querySelectorAll("button")) {
    button.addEventListener("click", () => save(figure, button.value, select.value))
  }
  template.replaceWith(controls)
  recall()
}
