"use strict";
// The workbench's page. All that it shows comes as text, and is set as text.

const token = location.hash.slice(1);
const near = 100;
const fields = {};
let studies = [];
let waiting;

async function ask(name, answers) {
  const response = await fetch(name, {
    method: answers ? "POST" : "GET",
    headers: { "X-Workbench-Token": token, ...(answers && { "Content-Type": "application/json" }) },
    body: answers && JSON.stringify(answers),
  });
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}

function byId(id) {
  return document.getElementById(id);
}

function make(tag, attributes, text = "") {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.textContent = text;
  return element;
}

function say(words) {
  byId("said").textContent = words;
}

function fill(select, pairs) {
  const before = select.value;
  select.replaceChildren(make("option", { value: "" }, "Choose"));
  for (const [value, words] of pairs) select.append(make("option", { value }, words));
  if (pairs.some(([value]) => value === before)) select.value = before;
}

function addField({ name, title, meaning, choices, needed }, pairs) {
  const described = `${name}-meaning ${name}-wrong`;
  const tag = pairs || choices.length ? "select" : ["text", "supports"].includes(name) ? "textarea" : "input";
  const control = make(tag, { id: `field-${name}`, name, "aria-describedby": described });
  if (tag === "textarea") control.rows = 4;
  if (tag === "select") fill(control, pairs || choices.map((one) => [one, one]));
  fields[name] = control;
  byId("fields").append(
    make("label", { for: `field-${name}` }, needed ? title : `${title} (if printed)`),
    make("p", { id: `${name}-meaning`, class: "meaning" }, meaning),
    control,
    make("p", { id: `${name}-wrong`, class: "wrong" }),
  );
}

function chooseStudy() {
  const study = studies.find((one) => one.id === fields.study.value);
  for (const name of ["finding", "speaker", "section"]) fill(fields[name], study ? study[name] : []);
}

function read() {
  return Object.fromEntries(Object.entries(fields).map(([name, control]) => [name, control.value]));
}

function tell(told) {
  for (const name of Object.keys(fields)) {
    const words = told[name] || [];
    byId(`${name}-wrong`).textContent = words.join("\n");
    fields[name].setAttribute("aria-invalid", String(words.length > 0));
  }
  const others = Object.entries(told).filter(([name]) => !(name in fields));
  if (others.length) say(others.flatMap(([, words]) => words).join("\n"));
}

async function check() {
  if (fields.finding.value) tell((await ask("check", read())).told);
}

async function take() {
  const source = byId("source");
  const { selectionStart: start, selectionEnd: end, value } = source;
  if (start === end) return say("Select words of the source first.");
  const placed = await ask("place", {
    study: fields.study.value,
    words: value.slice(start, end),
    before: value.slice(Math.max(0, start - near), start),
    behind: value.slice(end, end + near),
    line: String(value.slice(0, start).split("\n").length),
  });
  for (const [name, words] of Object.entries(placed)) fields[name].value = words;
  say(placed.speaker ? "Taken. Compare the speaker with the source." : "Taken. Whose words are they?");
  fields.finding.focus();
  return check();
}

async function write(event) {
  event.preventDefault();
  const button = event.submitter;
  button.disabled = true; // who presses twice means one quote
  const written = await ask("write", read()).finally(() => {
    button.disabled = false;
  });
  tell(written.told || {});
  if (!written.identifier) return say("Nothing was written: look beside the fields.");
  for (const name of ["text", "speaker", "lines", "supports"]) fields[name].value = "";
  return say(`${written.identifier} is in ${written.file}.`);
}

function orSay(act) {
  return (event) => act(event).catch((error) => say(error.message));
}

async function refresh() {
  const state = await ask("state");
  studies = state.studies;
  byId("trouble").hidden = !state.trouble;
  byId("trouble").textContent = state.trouble;
  if (fields.study) chooseStudy();
  return state;
}

async function begin() {
  const { source, fields: described } = await refresh();
  byId("source-name").textContent = source.name;
  byId("source").value = source.text;
  byId("source").setSelectionRange(0, 0);
  byId("source").scrollTop = 0;
  const named = studies.map((one) => [one.id, `${one.id}: ${one.name}`]);
  addField({ name: "study", title: "Study", meaning: "The study whose text this is.", choices: [], needed: true }, named);
  for (const field of described) {
    addField(field, ["finding", "speaker", "section"].includes(field.name) ? [] : undefined);
  }
  if (studies.length === 1) fields.study.value = studies[0].id;
  chooseStudy();
  fields.study.addEventListener("change", chooseStudy);
  byId("take").addEventListener("click", orSay(take));
  byId("form").addEventListener("submit", orSay(write));
  byId("form").addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(orSay(check), 400);
  });
  addEventListener("focus", orSay(refresh)); // the data may have been edited elsewhere
}

orSay(begin)();
