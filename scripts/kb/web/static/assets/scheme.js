// Before the page is painted: the colours that the reader chose by hand, if they did.
try {
  const chosen = localStorage.getItem("kb-scheme")
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.kbScheme = chosen
} catch {
  // Storage is closed to this page: the system's choice holds.
}
