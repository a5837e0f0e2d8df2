export const PAGE_STYLE = `
:root { font: 15px/1.35 'DejaVu Sans', sans-serif; color: #16202b; background: #eef1f4; }
* { box-sizing: border-box; }
body { margin: 0; padding: 8px; display: grid; gap: 8px; }
header { display: grid; gap: 2px; font-size: 12.5px; color: #3a4753; }
header p { margin: 0; }
main { display: grid; gap: 8px; grid-template-columns: minmax(0, 1fr) minmax(225px, 37%); align-items: start; }
.side { display: grid; gap: 8px; }
section, details { background: #fff; border: 1px solid #8a97a3; border-radius: 12px; padding: 8px; }
select, input { font: inherit; max-width: 100%; min-height: 36px; }
button { font: inherit; min-height: 44px; border: 1px solid #5d6a76; border-radius: 10px; background: #fff; color: inherit; padding: 6px 12px; cursor: pointer; }
button:disabled { color: #5d6a76; border-color: #b5bec6; cursor: default; }
button:focus-visible, select:focus-visible, summary:focus-visible { outline: 3px solid #1c6fd6; outline-offset: 2px; }
.display { background: #10241a; color: #9dffb8; font: 600 18px/1.4 'DejaVu Sans Mono', monospace; padding: 6px 12px; margin: 0 0 10px; min-height: 37px; border-radius: 6px; }
.slots { display: grid; gap: 4px; }
.slots button { position: relative; display: grid; align-content: start; text-align: left; padding: 4px 5px; min-height: 72px; font-size: 10px; line-height: 1.25; overflow-wrap: anywhere; border-radius: 6px; }
.slots b { font-size: 13px; }
.slots .head { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: baseline; }
.slots .price { font-weight: 700; }
.slots .empty { color: #a31621; }
.spiral { position: absolute; right: 5px; bottom: 5px; width: 15px; height: 15px; border: 4px solid #3a4753; border-right-color: transparent; border-radius: 50%; }
.spiral.bad { border-color: #a31621; border-right-color: transparent; }
.spiral.turning { animation: round 0.8s linear infinite; border-color: #1c6fd6; border-right-color: transparent; }
.motor-state { color: #a31621; font-weight: 700; }
@keyframes round { to { transform: rotate(360deg); } }
.row { display: flex; flex-wrap: wrap; gap: 8px; margin: 10px 0 0; align-items: center; }
.tray { flex: 1; }
.tray.full { background: #ffe9a8; font-weight: 700; }
#inside { margin: 10px 0 0; font-size: 13px; }
.phone { border-radius: 24px; border-width: 2px; border-color: #26323f; display: grid; gap: 8px; align-content: start; padding: 12px; }
.phone button { width: 100%; }
.phone p { margin: 0; }
.primary { background: #ff5b24; border-color: #b83a0e; font-weight: 700; }
#request { display: grid; gap: 8px; }
#request[hidden] { display: none; }
h1 { color: #b83a0e; margin: 0; font-size: 18px; }
#screen { font-size: 17px; font-weight: 700; min-height: 46px; }
#detail { font-size: 13px; color: #3a4753; min-height: 34px; }
table { border-collapse: collapse; width: 100%; font-size: 12px; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 700; padding: 4px 0; }
td, th { text-align: right; padding: 3px 4px; border-top: 1px solid #c9d1d8; }
#receipt td:first-child { text-align: left; }
.stories { display: grid; gap: 6px; }
.stories[hidden] { display: none; }
.stories p { margin: 0; font-size: 13px; }
.cards { display: grid; gap: 6px; grid-template-columns: repeat(4, minmax(0, 1fr)); }
.cards button { display: grid; align-content: start; gap: 2px; text-align: left; padding: 5px 8px; font-size: 11px; line-height: 1.25; }
.cards b { font-size: 13px; }
.cards button.playing { border: 2px solid #1c6fd6; background: #e8f1fc; color: #16202b; }
.telling { font-size: 12.5px; overflow-y: auto; max-height: max(225px, calc(100vh - 560px)); }
.telling ol { margin: 6px 0; padding-left: 22px; }
.telling li { margin: 0 0 3px; color: #3a4753; }
.telling li:last-child { color: #16202b; font-weight: 700; }
.telling .end { border-left: 4px solid #1a7a3c; padding: 4px 8px; background: #edf7f0; }
.telling .end b { font-size: 15px; }
.telling .amount { white-space: nowrap; margin-right: 6px; font-variant-numeric: tabular-nums; }
.telling .failed { border-color: #a31621; background: #fdeeee; }
.telling button { min-height: 36px; }
.more { font-size: 13px; }
summary { cursor: pointer; }
.keys { color: #3a4753; margin: 8px 0 0; }
@media (min-width: 860px) { .slots button { font-size: 12px; min-height: 84px; } .cards button { font-size: 12.5px; } .cards b { font-size: 15px; } .telling { font-size: 14px; } #screen { font-size: 20px; } #receipt { font-size: 14px; } }
`;
