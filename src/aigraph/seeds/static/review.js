"use strict";
// A passage and what it says light up together.
function light(id, on) {
  for (const part of document.querySelectorAll(`[data-p~="${CSS.escape(id)}"]`)) part.classList.toggle("lit", on);
}
function of(target) {
  const part = target instanceof Element ? target.closest("[data-p]") : null;
  return part ? part.getAttribute("data-p").split(" ") : [];
}
for (const [name, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]]) {
  document.addEventListener(name, (event) => of(event.target).forEach((id) => light(id, on)));
}
document.addEventListener("click", (event) => {
  const [id] = of(event.target);
  if (!id || (event.target instanceof Element && event.target.closest("a"))) return;
  const here = event.target instanceof Element && event.target.closest(".card");
  const other = document.querySelector(here ? `.text [data-p~="${CSS.escape(id)}"]` : `.card[data-p="${CSS.escape(id)}"]`);
  if (other) other.scrollIntoView({ block: "nearest", behavior: "smooth" });
});
