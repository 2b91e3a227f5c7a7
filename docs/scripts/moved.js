// A page that has moved goes on to its new place, with what the address said after ? and #.
(() => {
  "use strict"
  const way = document.querySelector("a[data-kb-moved]")
  if (!way) return
  const place = new URL(way.href)
  if (location.search) place.search = location.search
  if (location.hash) place.hash = location.hash
  location.replace(place)
})()
