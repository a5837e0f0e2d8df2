import { PAGE_SCRIPT } from './script.ts';
import { PAGE_STYLE } from './style.ts';

/** The customer's side: the machine's front, a phone, and the stories. One file, no network. */
export const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Vendskap simulator</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<header>
  <p><b>The customer’s side.</b> <span id="beside">The kiosk is the technician’s screen inside the machine.</span></p>
  <p id="people"></p>
</header>
<section class="stories" id="stories" aria-label="Stories" hidden>
  <p>Press a story: it is played for real on these programs, and told under the phone.</p>
  <div class="cards" id="cards"></div>
</section>
<main>
  <section class="machine" aria-label="Vending machine">
    <p class="display" id="display" role="status"></p>
    <div class="slots" id="slots"></div>
    <div class="row">
      <button id="take" class="tray"></button>
      <button id="lever">Return lever</button>
    </div>
    <div id="board" hidden>
      <p id="inside" role="status"></p>
      <div class="row">
        <label>Motor <select id="motor"></select></label>
        <label>is <select id="motor-state"></select></label>
      </div>
    </div>
  </section>
  <div class="side">
    <section class="phone" aria-label="Customer's phone">
      <h1 id="brand"></h1>
      <p id="screen" role="status">Scan the code on the machine.</p>
      <p id="detail"></p>
      <div id="request" hidden>
        <button id="approve" class="primary">Approve</button>
        <button id="decline">Decline</button>
      </div>
      <button id="scan" class="primary">Scan the code</button>
      <table id="receipt" hidden><caption>Receipt</caption><tbody></tbody></table>
    </section>
    <section class="telling" id="telling" role="log" hidden></section>
  </div>
</main>
<details class="more">
  <summary>More to try: misbehaviours, age, ledger, keys</summary>
  <div class="row">
    <label>Misbehaviour <select id="fault"></select></label>
    <label>Code <select id="qr"></select></label>
    <label>Age <input id="age" type="number" min="0" max="130" value="40"></label>
  </div>
  <table><thead><tr><th>Reserved</th><th>Charged</th><th>Released</th><th>Refunded</th><th>Receipt</th></tr></thead>
  <tbody id="ledger"></tbody></table>
  <p class="keys">Keys: <kbd>s</kbd> scan, <kbd>a</kbd> approve, <kbd>d</kbd> decline, <kbd>1</kbd>–<kbd>9</kbd> select, <kbd>t</kbd> take the product.</p>
</details>
<script>${PAGE_SCRIPT}</script>
</body>
</html>
`;
