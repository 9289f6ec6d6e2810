'use strict';
// Filters and sorts the entries of entries-data.js; what is asked for is in the address.
(() => {
  const COLUMNS = [['claim', 3, 'text'], ['d', 1, 'number'], ['N', 2, 'number'], ['value', 4, 'number'],
    ['found by', 5, 'text'], ['date', 6, 'text']];
  const PAGE = 200;
  const form = document.getElementById('filter'), body = document.querySelector('#entries tbody');
  const head = document.querySelector('#entries thead tr'), more = document.getElementById('more');
  const given = new URLSearchParams(location.search);
  let sort = Math.floor(Math.abs(Number(given.get('sort')) || 0)) % (COLUMNS.length + 1), down = given.get('down') === '1', shown = PAGE;

  for (const type of [...new Set(ENTRIES.map(e => e[0]))].sort()) form.elements.type.add(new Option(type, type));
  for (const name of ['words', 'type', 'd', 'n']) if (given.has(name)) form.elements[name].value = given.get(name);

  COLUMNS.forEach(([name], i) => {
    const th = document.createElement('th'), button = document.createElement('button');
    th.scope = 'col'; button.type = 'button'; button.className = 'sort'; button.textContent = name;
    button.onclick = () => { down = sort === i + 1 && !down; sort = i + 1; shown = PAGE; show(); };
    th.append(button); head.append(th);
  });

  function range(text) {
    const found = /^\s*(\d+)(?:\s*(?:\.\.|-)\s*(\d+))?\s*$/.exec(text);
    return found ? [BigInt(found[1]), BigInt(found[2] || found[1])] : null;
  }

  function show() {
    const words = form.elements.words.value.toLowerCase().split(/\s+/).filter(w => w);
    const type = form.elements.type.value, d = range(form.elements.d.value), n = range(form.elements.n.value);
    const fits = (value, ends) => ends === null || (value !== '' && BigInt(value) >= ends[0] && BigInt(value) <= ends[1]);
    const found = ENTRIES.filter(e => (type === '' || e[0] === type) && fits(e[1], d) && fits(e[2], n)
      && words.every(w => (e[3] + ' ' + e[5] + ' ' + e[7]).toLowerCase().includes(w)));
    if (sort > 0) {
      const [, place, kind] = COLUMNS[sort - 1], sign = down ? -1 : 1;
      const value = kind === 'number' ? e => Number(e[place]) : e => e[place];
      found.sort((a, b) => sign * (value(a) < value(b) ? -1 : value(a) > value(b) ? 1 : 0));
    }
    head.querySelectorAll('th').forEach((th, i) =>
      th.setAttribute('aria-sort', sort === i + 1 ? (down ? 'descending' : 'ascending') : 'none'));
    body.replaceChildren(...found.slice(0, shown).map(row));
    document.getElementById('count').textContent = found.length + ' of ' + ENTRIES.length + ' entries';
    more.hidden = found.length <= shown;
    const address = new URLSearchParams();
    for (const name of ['words', 'type', 'd', 'n']) if (form.elements[name].value) address.set(name, form.elements[name].value);
    if (sort) address.set('sort', sort);
    if (down) address.set('down', 1);
    history.replaceState(null, '', location.pathname + (address.size ? '?' + address : ''));
  }

  function row(e) {
    const tr = document.createElement('tr'), th = document.createElement('th'), a = document.createElement('a');
    a.href = 'entries/' + e[7] + '.html'; a.textContent = e[3]; th.scope = 'row'; th.className = 'wrap'; th.append(a);
    tr.append(th, ...[1, 2, 4, 5, 6].map(place => {
      const td = document.createElement('td');
      td.textContent = e[place];
      if (place === 5) td.className = 'wrap';
      return td;
    }));
    return tr;
  }

  form.oninput = () => { shown = PAGE; show(); };
  form.onsubmit = e => e.preventDefault();
  more.onclick = () => { shown += 5 * PAGE; show(); };
  show();
})();
