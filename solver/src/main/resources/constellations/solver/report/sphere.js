'use strict';
// Points on the sphere, turned by pointer or arrow keys.
(() => {
  const canvas = document.getElementById('sphere');
  const pen = canvas.getContext('2d');
  const points = JSON.parse(document.getElementById('points').textContent);
  let a = 0.4, b = 0.3, last = null;
  const pairs = points.some(p => p[3] === 1), half = points.length / 2;
  // Matching vectors, or points of a code at the largest product.
  const joined = [];
  if (pairs) {
    for (let i = 0; i < half; i++) joined.push([i, i + half]);
  } else {
    const product = (p, q) => p[0] * q[0] + p[1] * q[1] + p[2] * q[2];
    let most = -1;
    points.forEach((p, i) => points.slice(0, i).forEach(q => { most = Math.max(most, product(p, q)); }));
    points.forEach((p, i) => points.slice(0, i).forEach((q, j) => {
      if (product(p, q) > most - 2e-3) joined.push([i, j]);
    }));
  }
  function draw() {
    const style = getComputedStyle(document.documentElement);
    const colors = ['--match', '--other'].map(c => style.getPropertyValue(c));
    pen.clearRect(0, 0, 600, 600);
    const light = pen.createRadialGradient(220, 200, 20, 300, 300, 270);
    light.addColorStop(0, style.getPropertyValue('--card')); light.addColorStop(1, style.getPropertyValue('--line'));
    pen.fillStyle = light; pen.globalAlpha = .6;
    pen.beginPath(); pen.arc(300, 300, 270, 0, 7); pen.fill();
    const turned = points.map(([x, y, z, side]) => {
      const p = x * Math.cos(a) - y * Math.sin(a), q = x * Math.sin(a) + y * Math.cos(a);
      return [p, q * Math.sin(b) + z * Math.cos(b), q * Math.cos(b) - z * Math.sin(b), side];
    });
    const across = p => 300 + 270 * p[0], up = p => 300 - 270 * p[1];
    pen.strokeStyle = style.getPropertyValue('--soft');
    const drawing = joined.map(([i, j]) => {
      const p = turned[i], q = turned[j], depth = (p[2] + q[2]) / 2;
      return [depth - .01, () => {
        pen.globalAlpha = .15 + .3 * (depth + 1); pen.lineWidth = 1 + .5 * (depth + 1);
        pen.beginPath(); pen.moveTo(across(p), up(p)); pen.lineTo(across(q), up(q)); pen.stroke();
      }];
    });
    for (const p of turned) {
      drawing.push([p[2], () => {
        pen.globalAlpha = .3 + .35 * (p[2] + 1); pen.fillStyle = colors[p[3]];
        pen.beginPath(); pen.arc(across(p), up(p), 5 + 2 * p[2], 0, 7); pen.fill();
      }]);
    }
    drawing.sort((p, q) => p[0] - q[0]).forEach(([, paint]) => paint());
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
