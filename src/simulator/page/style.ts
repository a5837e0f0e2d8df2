export const PAGE_STYLE = `
:root { font: 16px/1.4 'DejaVu Sans', sans-serif; color: #16202b; background: #eef1f4; }
body { margin: 0; padding: 16px; }
main { display: flex; gap: 24px; flex-wrap: wrap; align-items: flex-start; }
section { background: #fff; border: 2px solid #26323f; border-radius: 16px; padding: 16px; }
.machine { flex: 2 1 420px; }
.phone { flex: 1 1 300px; border-radius: 32px; }
.display { background: #10241a; color: #9dffb8; font: 600 24px/1.5 'DejaVu Sans Mono', monospace; padding: 8px 16px; margin: 0 0 16px; min-height: 36px; border-radius: 8px; }
.slots { display: grid; grid-template-columns: repeat(3, 1fr); gap: 12px; }
button, select { font: inherit; min-height: 56px; border: 2px solid #26323f; border-radius: 12px; background: #fff; padding: 8px 16px; }
button:disabled { color: #5d6a76; border-color: #b5bec6; }
button:focus-visible, select:focus-visible { outline: 4px solid #1c6fd6; outline-offset: 2px; }
.slots button { text-align: left; }
.slots b { font-size: 22px; display: block; }
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
