/** Plain JavaScript for the page: polls the state twice a second and posts what is pressed. */
export const PAGE_SCRIPT = `
const $ = (id) => document.getElementById(id);
const money = (minor) => (minor / 100).toFixed(2);
let state;
const post = (path, body = {}) => fetch('/control/' + path, {
  method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body),
}).then((answer) => answer.json()).then((said) => { refresh(); return said; });
const pending = () => state?.pending.at(-1);

function fill(select, entries) {
  const now = entries.map((entry) => entry.value).join();
  if (select.dataset.now === now) return;
  select.dataset.now = now;
  select.replaceChildren(...entries.map(({ value, text }) => new Option(text, value)));
}

function showMachine({ display, slots, tray }) {
  $('display').textContent = display;
  const list = $('slots');
  if (list.childElementCount !== slots.length) {
    list.replaceChildren(...slots.map((slot) => {
      const button = document.createElement('button');
      button.dataset.selection = slot.selection;
      button.addEventListener('click', () => post('press', { selection: slot.selection }));
      return button;
    }));
  }
  slots.forEach((slot, index) => {
    const button = list.children[index];
    const text = slot.selection + '|' + slot.product + ' ' + money(slot.priceMinor) + ' kr, ' + slot.count + ' left';
    if (button.dataset.text === text) return;
    button.dataset.text = text;
    const title = document.createElement('b');
    title.textContent = slot.selection;
    button.replaceChildren(title, text.split('|')[1]);
  });
  $('take').textContent = tray.length ? 'Take ' + tray.join(', ') : 'The tray is empty';
  $('take').className = tray.length ? 'tray full' : 'tray';
}

/** What the customer cannot see: each motor, the door, how warm it is. */
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
    if (button.querySelector('.spiral') === null) {
      for (const name of ['motor-state', 'spiral']) {
        button.append(Object.assign(document.createElement('span'), { className: name }));
      }
    }
    const words = [motor.state === 'ok' ? '' : motor.state, motor.isPaused ? 'paused' : ''].filter(Boolean);
    button.querySelector('.motor-state').textContent = words.join(', ');
    const spiral = button.querySelector('.spiral');
    spiral.classList.toggle('turning', motor.isTurning);
    spiral.classList.toggle('bad', words.length > 0);
  });
}

function showPhone(request) {
  $('request').hidden = request === undefined;
  if (request) $('ask').textContent = 'Reserve ' + money(request.requested) + ' ' + request.currency +
    (request.minimumUserAge ? ', from ' + request.minimumUserAge + ' years on' : '') + '?';
}

function showLedger(rows) {
  $('ledger').replaceChildren(...rows.slice(-8).reverse().map((row) => {
    const line = document.createElement('tr');
    const receipt = row.receipt ? row.receipt.orderLines.map((one) => one.name).join() : '–';
    for (const text of [money(row.reserved), money(row.captured), money(row.released), receipt]) {
      line.appendChild(document.createElement('td')).textContent = text;
    }
    return line;
  }));
}

async function refresh() {
  state = await (await fetch('/control/state')).json();
  $('brand').textContent = state.brand;
  showMachine(state.machine);
  showBoard(state.machine.board);
  showPhone(pending());
  fill($('qr'), state.qrs.map((qr) => ({ value: qr.id, text: qr.id + ' – ' + qr.location })));
  showLedger((await (await fetch('/control/ledger')).json()).rows);
}

async function scan() {
  $('screen').textContent = 'One moment …';
  const outcome = await post('scan', { qr: $('qr').value, ageYears: Number($('age').value) });
  $('screen').textContent = outcome.status === 200 ? 'Waiting for the machine …' : 'The machine cannot be reached. Nothing is charged.';
}
const decide = (verb) => pending() && post(verb, { reference: pending().reference })
  .then((said) => {
    if (said.error === 'tooYoung') $('screen').textContent = 'You are too young for this purchase.';
    else $('screen').textContent = verb === 'approve' ? 'Approved. Choose on the machine.' : 'Declined.';
  });

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
setInterval(refresh, 500);
`;
