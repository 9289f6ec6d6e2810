'use strict';
// Points on the sphere, turned by pointer or arrow keys.
(() => {
  const canvas = document.getElementById('sphere');
  const pen = canvas.getContext('2d');
  const points = JSON.parse(document.getElementById('points').textContent);
  let a = 0.4, b = 0.3, last = null;
  function draw() {
    const style = getComputedStyle(document.documentElement);
    const colors = ['--match', '--other'].map(c => style.getPropertyValue(c));
    pen.clearRect(0, 0, 600, 600);
    pen.strokeStyle = style.getPropertyValue('--line');
    pen.beginPath(); pen.arc(300, 300, 270, 0, 7); pen.stroke();
    const turned = points.map(([x, y, z, side]) => {
      const p = x * Math.cos(a) - y * Math.sin(a), q = x * Math.sin(a) + y * Math.cos(a);
      return [p, q * Math.sin(b) + z * Math.cos(b), q * Math.cos(b) - z * Math.sin(b), side];
    }).sort((p, q) => p[2] - q[2]);
    for (const [x, y, depth, side] of turned) {
      pen.globalAlpha = depth > 0 ? 1 : 0.25; pen.fillStyle = colors[side];
      pen.beginPath(); pen.arc(300 + 270 * x, 300 - 270 * y, 5 + 2 * depth, 0, 7); pen.fill();
    }
    pen.globalAlpha = 1;
  }
  canvas.onpointerdown = e => { last = [e.clientX, e.clientY]; };
  window.onpointerup = () => { last = null; };
  window.onpointermove = e => {
    if (last) {
      a += (e.clientX - last[0]) / 150; b += (e.clientY - last[1]) / 150;
      last = [e.clientX, e.clientY]; draw();
    }
  };
  canvas.onkeydown = e => {
    const turn = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[e.key];
    if (turn) { a += turn[0] / 10; b += turn[1] / 10; draw(); e.preventDefault(); }
  };
  matchMedia('(prefers-color-scheme: dark)').onchange = draw;
  draw();
})();
