// A page that has moved goes on to its new place, with what the address said after ? and #. It goes
// nowhere but on this site, whatever a page holds.
(() => {
  "use strict"
  const site = new URL("..", document.currentScript.src) // This script is assets/site.js.
  const way = document.querySelector("a[data-kb-moved]")
  if (!way) return
  const place = new URL(way.href)
  if (!place.href.startsWith(site.href)) return
  if (location.search) place.search = location.search
  if (location.hash) place.hash = location.hash
  location.replace(place)
})()
