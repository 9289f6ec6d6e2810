'use strict';
// Answers the question of the start page from the entries in data.js, in exact arithmetic: numbers are
// decimals of 40 places, rounded in the safe direction where they are no decimals.
(() => {
  const PLACES = 40, UNIT = 10n ** 40n;
  const form = document.getElementById('question'), answer = document.getElementById('answer');

  // A decimal, fraction or number with an exponent; null if it is none or not exact.
  function parse(text) {
    const parts = text.trim().split('/');
    if (parts.length > 2) return null;
    const values = parts.map(part => {
      const found = /^([+-]?)(\d{0,30})(?:\.(\d{0,38}))?(?:e([+-]?\d{1,2}))?$/i.exec(part.trim());
      if (!found || !(found[2] || found[3])) return null;
      const fraction = found[3] || '', exponent = Number(found[4] || 0);
      const shift = PLACES - fraction.length + exponent;
      if (shift < 0) return null;
      const value = BigInt((found[2] || '') + fraction || '0') * 10n ** BigInt(shift);
      return found[1] === '-' ? -value : value;
    });
    if (values.includes(null)) return null;
    if (values.length === 1) return values[0];
    if (values[1] === 0n) return null;
    const whole = values[0] * UNIT;
    return whole % values[1] === 0n ? whole / values[1] : null;
  }

  function link(id, text) {
    const a = document.createElement('a');
    a.href = 'entries/' + id + '.html'; a.textContent = text;
    return a;
  }

  function say(...lines) {
    answer.replaceChildren(...lines);
  }

  function line(kind, ...parts) {
    const p = document.createElement('p');
    p.className = kind; p.append(...parts);
    return p;
  }

  // The best lower and upper end that some entry proves.
  function ends(n, m, b) {
    const s = b + m, beta = b - m;
    let lower = { dimension: 1n, text: 'nothing in these results excludes fewer dimensions' };
    let upper = null;
    const raise = (dimension, id, text) => {
      if (dimension > lower.dimension) lower = { dimension, id, text };
    };
    const suffice = (dimension, id, text) => {
      if (upper === null || dimension < upper.dimension) upper = { dimension, id, text };
    };
    for (const [pairs, d, es, ebeta, id, text] of DATA.constellations) {
      if (BigInt(pairs) >= n && BigInt(es) >= s && BigInt(ebeta) <= beta) suffice(BigInt(d), id, text);
    }
    for (const [pairs, d, es, ebeta, id, text] of DATA.constellationBounds) {
      if (n >= BigInt(pairs) && s >= BigInt(es) && beta <= BigInt(ebeta)) raise(BigInt(d), id, text);
    }
    // alpha(m, b) = (1 + b - 3m) / (1 + b + m), compared without division.
    const above = UNIT + b - 3n * m, below = UNIT + b + m;
    for (const [d, points, cosine, id, text] of DATA.codes) {
      if (BigInt(points) < n) continue;
      if (s < UNIT && s > -UNIT && BigInt(cosine) * below <= above * UNIT) {
        suffice(BigInt(d) + 1n, id, 'lift of: ' + text);
      }
      if (BigInt(cosine) <= beta) suffice(BigInt(d), id, 'aligned: ' + text);
    }
    for (const [d, most, cosine, id, text] of DATA.codeBounds) {
      if (n > BigInt(most) && s > -UNIT && above >= -below && BigInt(cosine) * below >= above * UNIT) {
        raise(BigInt(d) + 1n, id, 'projection and: ' + text);
      }
    }
    // Rankin: of cosine alpha < 0 at most 1 - 1/alpha points, in one dimension less; of 0 at most 2d.
    if (beta < -UNIT || (s > -UNIT && above < 0n && n * -above > -above + below)) {
      return { lower, upper, none: true };
    }
    if (s > -UNIT && above <= 0n) {
      raise(above < 0n ? n - 1n : (n + 1n) / 2n, null, 'projection and Rankin, a theorem');
    }
    return { lower, upper };
  }

  function ask() {
    const fields = ['pairs', 'margin', 'bias'].map(name => form.elements[name].value);
    const [n, m, b] = fields.map(parse);
    if (n === null || n % UNIT !== 0n || n < 2n * UNIT) {
      return say(line('problem', 'N: found ' + fields[0] + ', expected a whole number from 2 on'));
    }
    if (m === null || m <= 0n) return say(line('problem', 'm: found ' + fields[1] + ', expected a decimal above 0'));
    if (b === null || b < -UNIT || b > UNIT) {
      return say(line('problem', 'b: found ' + fields[2] + ', expected a decimal between -1 and 1'));
    }
    if (m + b > UNIT) {
      return say(line('problem', 'm + b: found more than 1, which no inner product of unit vectors is'));
    }
    const { lower, upper, none } = ends(n / UNIT, m, b);
    if (none) return say(line('big', 'No dimension is enough: Rankin, a theorem'));
    const big = upper === null ? 'at least ' + lower.dimension
      : upper.dimension === lower.dimension ? 'exactly ' + lower.dimension
      : lower.dimension + ' to ' + upper.dimension;
    const lines = [line('big', 'Needed dimension: ', big)];
    lines.push(line('end', 'at least ' + lower.dimension + ': ',
      lower.id ? link(lower.id, lower.text) : lower.text));
    if (upper !== null) {
      lines.push(line('end', 'at most ' + upper.dimension + ': ', link(upper.id, upper.text)));
    } else {
      lines.push(line('end', 'no constellation among these results is enough'));
    }
    const command = document.createElement('code');
    command.textContent = './constellation dimension --pairs ' + fields[0] + ' --margin ' + fields[1] + ' --bias ' + fields[2];
    lines.push(line('end', 'From the results on this page; the program may know more: ', command));
    say(...lines);
  }

  const given = new URLSearchParams(location.search);
  for (const name of ['pairs', 'margin', 'bias']) {
    if (given.has(name)) form.elements[name].value = given.get(name);
  }
  form.onsubmit = e => { e.preventDefault(); ask(); };
  ask();
})();
