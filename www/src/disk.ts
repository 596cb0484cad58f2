// From disk no browser runs the page's modules, and all of them would be waited
// for: this classic script says so at once, and leads to the file that works there.
if (location.protocol === "file:") {
  document.documentElement.dataset["disk"] = "";
  for (const link of document.querySelectorAll<HTMLAnchorElement>("#disk a")) link.href = "offline/tls-ready.html";
}
