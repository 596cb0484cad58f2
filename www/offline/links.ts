// In the single file, what the site has as other pages and files is in the
// same document; links that the script makes lead there.
document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  const to = link?.getAttribute("href") ?? "";
  const page = /^platform\/([\w-]+)\/(?:#(.+))?$/.exec(to);
  const file = /^files\/(.+)$/.exec(to);
  if (page) {
    event.preventDefault();
    location.hash = `${page[1]}--${page[2] ?? "page"}`;
  } else if (file) {
    event.preventDefault();
    document.querySelector<HTMLAnchorElement>(`a[data-file="${CSS.escape(file[1] ?? "")}"]`)?.click();
  }
});

export {};
