import { STORIES_SCRIPT } from './stories-script.ts';

/** Script of the page: polls the state twice a second, and posts what is pressed. */
export const PAGE_SCRIPT = `
const $ = (id) => document.getElementById(id);
const money = (minor) => (minor / 100).toFixed(2);
let state;
const post = (path, body = {}) => fetch('/control/' + path, {
  method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body),
}).then((answer) => answer.json()).then((said) => { refresh(); return said; });
const pending = () => state?.phone.request;
const make = (name, text, className = '') => Object.assign(document.createElement(name), { textContent: text, className });

function fill(select, entries) {
  const now = entries.map((entry) => entry.value).join();
  if (select.dataset.now === now) return;
  select.dataset.now = now;
  select.replaceChildren(...entries.map(({ value, text }) => new Option(text, value)));
}

/** Redraws only what changed, so that a button under the finger stays. */
function unlessSame(element, value, draw) {
  const now = JSON.stringify(value);
  if (element.dataset.now === now) return;
  element.dataset.now = now;
  draw();
}

function showMachine({ display, slots, tray }) {
  $('display').textContent = display;
  const list = $('slots');
  if (list.childElementCount !== slots.length) {
    // One row per tray: selections that start with the same letter.
    const row = slots.filter(({ selection }) => selection[0] === slots[0].selection[0]).length;
    list.style.gridTemplateColumns = 'repeat(' + Math.min(8, Math.max(3, row)) + ', minmax(0, 1fr))';
    list.replaceChildren(...slots.map((slot) => {
      const button = document.createElement('button');
      button.dataset.selection = slot.selection;
      button.addEventListener('click', () => post('press', { selection: slot.selection }));
      return button;
    }));
  }
  slots.forEach((slot, index) => {
    const button = list.children[index];
    unlessSame(button, slot, () => {
      const left = slot.count === 0 ? make('span', 'sold out', 'empty') : make('span', slot.count + ' left');
      const head = make('span', '', 'head');
      head.append(make('b', slot.selection), make('span', money(slot.priceMinor), 'price'));
      button.replaceChildren(head, make('span', slot.product.replace(/ (?=k?g$|l$)/, '\\u00a0')), left);
    });
  });
  $('take').textContent = tray.length ? 'Take ' + tray.join(', ') : 'The tray is empty';
  $('take').className = tray.length ? 'tray full' : 'tray';
}

/** What the customer cannot see: motors, door, temperature. */
function showBoard(board) {
  $('board').hidden = board === undefined;
  if (board === undefined) return;
  const { motors, celsius, isDoorOpen, isDropSensorOn, elevator } = board;
  $('inside').textContent = celsius + ' °C, door ' + (isDoorOpen ? 'open' : 'closed') + ', drop sensor ' +
    (isDropSensorOn ? 'on' : 'off') + (elevator === 'none' ? '' : ', elevator ' + elevator);
  fill($('motor'), motors.map(({ selection }) => ({ value: selection, text: selection })));
  fill($('motor-state'), board.motorStates.map((name) => ({ value: name, text: name })));
  const chosen = motors.find(({ selection }) => selection === $('motor').value);
  if (chosen && document.activeElement !== $('motor-state')) $('motor-state').value = chosen.state;
  motors.forEach((motor, index) => {
    const button = $('slots').children[index];
    if (button === undefined) return;
    if (button.querySelector('.spiral') === null) button.append(make('span', '', 'motor-state'), make('span', '', 'spiral'));
    const words = [motor.state === 'ok' ? '' : motor.state, motor.isPaused ? 'paused' : ''].filter(Boolean);
    button.querySelector('.motor-state').textContent = words.join(', ');
    const spiral = button.querySelector('.spiral');
    spiral.classList.toggle('turning', motor.isTurning);
    spiral.classList.toggle('bad', words.length > 0);
  });
}

let isTooYoungFor;
function showPhone({ title, detail, request, receipt }) {
  const isTooYoung = request !== undefined && request.reference === isTooYoungFor;
  $('request').hidden = request === undefined;
  $('scan').hidden = request !== undefined;
  $('screen').textContent = isTooYoung ? 'You are too young for this purchase.' : title;
  $('detail').textContent = request?.minimumUserAge ? 'From ' + request.minimumUserAge + ' years on. ' + detail : detail;
  $('receipt').hidden = receipt.length === 0;
  unlessSame($('receipt'), receipt, () => {
    $('receipt').tBodies[0].replaceChildren(...receipt.map(({ text, amount }) => {
      const line = document.createElement('tr');
      line.append(make('td', text), make('td', amount));
      return line;
    }));
  });
}

function showLedger(rows) {
  $('ledger').replaceChildren(...rows.slice(-8).reverse().map((row) => {
    const line = document.createElement('tr');
    const receipt = row.receipt ? row.receipt.orderLines.map((one) => one.name).join() : '–';
    for (const text of [money(row.reserved), money(row.captured), money(row.released), money(row.refunded), receipt]) {
      line.append(make('td', text));
    }
    return line;
  }));
}
${STORIES_SCRIPT}
async function refresh() {
  state = await (await fetch('/control/state')).json();
  $('brand').textContent = state.brand;
  showMachine(state.machine);
  showBoard(state.machine.board);
  showPhone(state.phone);
  fill($('qr'), state.qrs.map((qr) => ({ value: qr.id, text: qr.id + ' – ' + qr.location })));
  showLedger((await (await fetch('/control/ledger')).json()).rows);
  showStories(await (await fetch('/control/stories')).json());
}

const scan = () => post('scan', { qr: $('qr').value, ageYears: Number($('age').value) });
const decide = (verb) => {
  const request = pending();
  if (request === undefined) return;
  post(verb, { reference: request.reference }).then((said) => {
    if (said.error === 'tooYoung') isTooYoungFor = request.reference;
    refresh();
  });
};

$('scan').addEventListener('click', scan);
$('approve').addEventListener('click', () => decide('approve'));
$('decline').addEventListener('click', () => decide('decline'));
$('lever').addEventListener('click', () => post('return-lever'));
$('take').addEventListener('click', () => post('take-product'));
$('motor').addEventListener('change', () => showBoard(state.machine.board));
$('motor-state').addEventListener('change', () => {
  post('motor', { selection: $('motor').value, state: $('motor-state').value });
  $('motor-state').blur();
});
let fault = '';
$('fault').addEventListener('change', async () => {
  if (fault) await post('behaviour', { name: fault, isOn: false });
  fault = $('fault').value;
  if (fault) await post('behaviour', { name: fault });
});
fetch('/control/behaviours').then((answer) => answer.json()).then(({ vipps, machine }) => {
  const names = Object.entries({ ...machine, ...vipps });
  fill($('fault'), [{ value: '', text: 'none' }, ...names.map(([value, text]) => ({ value, text: value + ': ' + text }))]);
});
addEventListener('keydown', (event) => {
  if (event.target instanceof HTMLSelectElement || event.target instanceof HTMLInputElement || event.ctrlKey || event.metaKey) return;
  const keys = { s: scan, a: () => decide('approve'), d: () => decide('decline'), t: () => post('take-product') };
  const slot = state?.machine.slots[Number(event.key) - 1];
  if (keys[event.key]) keys[event.key]();
  else if (slot) post('press', { selection: slot.selection });
});
refresh();
setInterval(refresh, 400);
`;
