export const PAGE_STYLE = `
:root { font: 16px/1.4 'DejaVu Sans', sans-serif; color: #16202b; background: #eef1f4; }
body { margin: 0; padding: 16px; }
main { display: grid; gap: 24px; grid-template-columns: minmax(0, 2fr) minmax(280px, 1fr); align-items: start; }
section { background: #fff; border: 2px solid #26323f; border-radius: 16px; padding: 16px; }
select { max-width: 100%; }
.phone { border-radius: 32px; }
.display { background: #10241a; color: #9dffb8; font: 600 24px/1.5 'DejaVu Sans Mono', monospace; padding: 8px 16px; margin: 0 0 16px; min-height: 36px; border-radius: 8px; }
.slots { display: grid; grid-template-columns: repeat(3, 1fr); gap: 12px; }
button, select { font: inherit; min-height: 56px; border: 2px solid #26323f; border-radius: 12px; background: #fff; padding: 8px 16px; }
button:disabled { color: #5d6a76; border-color: #b5bec6; }
button:focus-visible, select:focus-visible { outline: 4px solid #1c6fd6; outline-offset: 2px; }
.slots button { text-align: left; }
.slots b { font-size: 22px; display: block; }
.slots button { position: relative; }
.spiral { position: absolute; right: 12px; top: 10px; width: 20px; height: 20px; border: 5px solid #3a4753; border-right-color: transparent; border-radius: 50%; }
.spiral.bad { border-color: #a31621; border-right-color: transparent; }
.spiral.turning { animation: round 0.8s linear infinite; border-color: #1c6fd6; border-right-color: transparent; }
.motor-state { position: absolute; right: 50px; top: 14px; color: #a31621; font-weight: 700; }
@keyframes round { to { transform: rotate(360deg); } }
.row { display: flex; gap: 12px; margin: 16px 0; }
.tray { flex: 1; }
.tray.full { background: #ffe9a8; font-weight: 700; }
.primary { background: #ff5b24; border-color: #b83a0e; color: #16202b; font-weight: 700; width: 100%; margin: 8px 0; }
#decline { width: 100%; }
h1 { color: #b83a0e; margin: 0 0 8px; }
h2 { font-size: 16px; margin: 16px 0 4px; }
#screen { min-height: 44px; }
table { border-collapse: collapse; width: 100%; font-size: 14px; font-variant-numeric: tabular-nums; }
td, th { text-align: right; padding: 4px; border-bottom: 1px solid #c9d1d8; }
.keys { color: #3a4753; }
`;
