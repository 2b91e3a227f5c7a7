// The page on which a handout is made: what makes it is fetched there and nowhere else.
(() => {
  "use strict"
  const place = document.querySelector("[data-kb-handout]")
  if (!place) return
  const base = new URL("..", document.currentScript.src)
  import(new URL("handout/handout.js", base)).then(({ prepare }) => prepare(place))
})()
