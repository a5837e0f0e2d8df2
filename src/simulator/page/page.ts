import { PAGE_SCRIPT } from './script.ts';
import { PAGE_STYLE } from './style.ts';

/** A phone and the machine's front, for touch, mouse and keyboard. One file, no network. */
export const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Vendskap simulator</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<main>
  <section class="machine" aria-label="Vending machine">
    <p class="display" id="display" role="status"></p>
    <div class="slots" id="slots"></div>
    <div class="row">
      <button id="lever">Return lever</button>
      <button id="take" class="tray"></button>
    </div>
    <label>Misbehaviour <select id="fault"></select></label>
    <div id="board" hidden>
      <p id="inside" role="status"></p>
      <div class="row">
        <label>Motor <select id="motor"></select></label>
        <label>is <select id="motor-state"></select></label>
      </div>
    </div>
  </section>
  <section class="phone" aria-label="Customer's phone">
    <h1 id="brand"></h1>
    <p id="screen" role="status">Scan the code on the machine.</p>
    <label>Code <select id="qr"></select></label>
    <label>Age <input id="age" type="number" min="0" max="130" value="40"></label>
    <button id="scan" class="primary">Scan the code</button>
    <div id="request" hidden>
      <p id="ask"></p>
      <button id="approve" class="primary">Approve</button>
      <button id="decline">Decline</button>
    </div>
    <h2>Ledger</h2>
    <table><thead><tr><th>Reserved</th><th>Charged</th><th>Released</th><th>Receipt</th></tr></thead>
    <tbody id="ledger"></tbody></table>
  </section>
</main>
<p class="keys">Keys: <kbd>s</kbd> scan, <kbd>a</kbd> approve, <kbd>d</kbd> decline, <kbd>1</kbd>–<kbd>9</kbd> select, <kbd>t</kbd> take the product.</p>
<script>${PAGE_SCRIPT}</script>
</body>
</html>
`;
