// Which known words a misspelt one is closest to; fetched when one is.

// How many letters are to be added, left out, put in another's place or exchanged with the next
// (optimal string alignment); more than the limit is not counted to its end.
function distance(a, b, limit) {
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  let before = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(row[j - 1] + 1, last[j] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1))
      if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1)
    }
    if (Math.min(...row) > limit) return limit + 1
    before = last
    last = row
  }
  return last[b.length]
}

const SHORT = 5

// The closest of the words, which come in the order of how many entries have them. A first letter is
// seldom mistaken.
export function nearest(word, words, most) {
  const limit = word.length > SHORT ? 2 : 1
  const close = words
    .map(one => ({ one, far: distance(word, one, limit) + (one[0] === word[0] ? 0 : 0.5) }))
    .filter(({ far }) => far <= limit)
  const least = Math.min(...close.map(({ far }) => far))
  return close.filter(({ far }) => far === least).slice(0, most).map(({ one }) => one)
}
