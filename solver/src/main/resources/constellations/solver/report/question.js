'use strict';
// Answers the question of the start page from the entries in data.js, in exact arithmetic: numbers there are
// decimals of 40 places, rounded in the safe direction where they are no decimals; what is asked are fractions, and all is
// counted in units of 10^-40 over their common denominator.
(() => {
  const PLACES = 40, WHOLE = 10n ** 40n;
  let parts = 1n, UNIT = WHOLE;
  const form = document.getElementById('question'), answer = document.getElementById('answer');

  // A decimal, fraction or number with an exponent as numerator and denominator; null if it is none.
  function parse(text) {
    const fraction = /^([+-]?\d{1,60})\/(\d{1,60})$/.exec(text.trim());
    if (fraction) return BigInt(fraction[2]) === 0n ? null : [BigInt(fraction[1]), BigInt(fraction[2])];
    const found = /^([+-]?)(\d{0,60})(?:\.(\d{0,60}))?(?:e([+-]?\d{1,3}))?$/i.exec(text.trim());
    if (!found || !(found[2] || found[3])) return null;
    const digits = found[3] || '', exponent = Number(found[4] || 0) - digits.length;
    const value = BigInt((found[1] === '-' ? '-' : '') + (found[2] || '') + digits);
    return exponent < 0 ? [value, 10n ** BigInt(-exponent)] : [value * 10n ** BigInt(exponent), 1n];
  }

  // Numbers of data.js in the units of the question.
  const big = text => BigInt(text) * parts;

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
      if (BigInt(pairs) >= n && big(es) >= s && big(ebeta) <= beta) suffice(BigInt(d), id, text);
    }
    for (const [pairs, d, es, ebeta, id, text] of DATA.constellationBounds) {
      if (n >= BigInt(pairs) && s >= big(es) && beta <= big(ebeta)) raise(BigInt(d), id, text);
    }
    // alpha(m, b) = (1 + b - 3m) / (1 + b + m), compared without division.
    const above = UNIT + b - 3n * m, below = UNIT + b + m;
    for (const [d, points, cosine, id, text] of DATA.codes) {
      if (BigInt(points) < n) continue;
      if (s < UNIT && s > -UNIT && big(cosine) * below <= above * UNIT) {
        suffice(BigInt(d) + 1n, id, 'lift of: ' + text);
      }
      if (big(cosine) <= beta) suffice(BigInt(d), id, 'aligned: ' + text);
    }
    for (const [d, most, cosine, id, text] of DATA.codeBounds) {
      if (n > BigInt(most) && s > -UNIT && above >= -below && big(cosine) * below >= above * UNIT) {
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

  // The first of low + 1, ..., high at which a test holds that holds at high, and from there on.
  function first(low, high, test) {
    while (high - low > 1n) {
      const middle = (low + high) / 2n;
      if (test(middle)) high = middle; else low = middle;
    }
    return high;
  }

  const excluded = (e, d) => e.none || e.lower.dimension > d;
  const reached = (e, d) => !e.none && e.upper !== null && e.upper.dimension <= d;

  function proof(side, end) {
    return line('end', side + ': ', end.id ? link(end.id, end.text) : end.text);
  }

  function decimal(value) {
    const digits = ((value < 0n ? -value : value) / parts).toString().padStart(PLACES + 1, '0');
    const text = (digits.slice(0, -PLACES) + '.' + digits.slice(-PLACES)).replace(/0+$/, '').replace(/\.$/, '');
    return (value < 0n ? '-' : '') + text;
  }

  function neededDimension(n, m, b) {
    const { lower, upper, none } = ends(n, m, b);
    if (none) return [line('big', 'No dimension is enough: Rankin, a theorem')];
    const big = upper === null ? 'at least ' + lower.dimension
      : upper.dimension === lower.dimension ? 'exactly ' + lower.dimension
      : lower.dimension + ' to ' + upper.dimension;
    return [line('big', 'Needed dimension: ', big), proof('at least ' + lower.dimension, lower),
      upper !== null ? proof('at most ' + upper.dimension, upper)
        : line('end', 'no constellation among these results is enough')];
  }

  // Both ends rise with the number of pairs, so that each is found by halving.
  function mostPairs(d, m, b) {
    const limit = 10n ** 30n;
    const over = n => excluded(ends(n, m, b), d), fits = n => reached(ends(n, m, b), d);
    const known = fits(2n) ? (fits(limit) ? limit : first(2n, limit, n => !fits(n)) - 1n) : 1n;
    const most = over(2n) ? 1n : over(limit) ? first(2n, limit, over) - 1n : null;
    const big = most === null ? 'at least ' + known : known === most ? 'exactly ' + most : known + ' to ' + most;
    const lines = [line('big', 'Most pairs: ', big)];
    if (known > 1n) lines.push(proof('at least ' + known, ends(known, m, b).upper));
    if (most !== null) {
      const e = ends(most + 1n, m, b);
      lines.push(proof('at most ' + most, e.none ? { text: 'Rankin, a theorem' } : e.lower));
    }
    return lines;
  }

  // The same for the margin, in steps of 10^-12, rounded outwards.
  function bestMargin(n, d, b) {
    const step = 10n ** 28n * parts, high = (UNIT - b) / step;
    const over = k => excluded(ends(n, k * step, b), d), fits = k => reached(ends(n, k * step, b), d);
    const known = !fits(1n) ? 0n : fits(high) ? high : first(1n, high, k => !fits(k)) - 1n;
    const ceiling = (UNIT - b + step - 1n) / step;
    const most = over(1n) ? 1n : over(high) ? first(1n, high, over) : ceiling;
    const lines = [line('big', 'Largest margin: ',
      known === 0n ? 'at most ' + decimal(most * step) : decimal(known * step) + ' to ' + decimal(most * step))];
    if (known > 0n) lines.push(proof('at least ' + decimal(known * step), ends(n, known * step, b).upper));
    const e = over(most) ? ends(n, most * step, b) : null;
    lines.push(proof('at most ' + decimal(most * step),
      e === null ? { text: 'm + b is at most 1' } : e.none ? { text: 'Rankin, a theorem' } : e.lower));
    return lines;
  }

  function decision(n, m, b, d) {
    const e = ends(n, m, b);
    if (excluded(e, d)) {
      return [line('big', 'Impossible'), proof('why', e.none ? { text: 'Rankin, a theorem' } : e.lower)];
    }
    return reached(e, d) ? [line('big', 'Possible'), proof('why', e.upper)]
      : [line('big', 'Open'), ...neededDimension(n, m, b)];
  }

  function ask() {
    const names = ['pairs', 'margin', 'bias', 'dimension'];
    const given = Object.fromEntries(names.map(name => [name, form.elements[name].value.trim()]));
    const asked = names.map(name => parse(given[name]));
    parts = asked.reduce((q, x) => x === null ? q : q * x[1], 1n);
    UNIT = WHOLE * parts;
    const [n, m, b, d] = asked.map(x => x === null ? null : x[0] * (UNIT / x[1]));
    const open = ['pairs', 'margin', 'dimension'].filter(name => given[name] === '');
    const problem = text => say(line('problem', text));
    if (open.length > 1) return problem('One of N, m and d is the answer: found ' + open.length + ' that are empty');
    const whole = (x, least) => x !== null && x % UNIT === 0n && x >= least * UNIT;
    if (given.pairs !== '' && !whole(n, 2n)) {
      return problem('N: found ' + given.pairs + ', expected a whole number from 2 on');
    }
    if (given.margin !== '' && (m === null || m <= 0n)) {
      return problem('m: found ' + given.margin + ', expected a number above 0');
    }
    if (b === null || b < -UNIT || b > UNIT) {
      return problem('b: found ' + given.bias + ', expected a number between -1 and 1');
    }
    if (given.dimension !== '' && !whole(d, 1n)) {
      return problem('d: found ' + given.dimension + ', expected a whole number from 1 on');
    }
    if (given.margin !== '' && m + b > UNIT) {
      return problem('m + b: found more than 1, which no inner product of unit vectors is');
    }
    const count = given.pairs === '' ? null : n / UNIT, space = given.dimension === '' ? null : d / UNIT;
    const lines = open.length === 0 ? decision(count, m, b, space)
      : open[0] === 'dimension' ? neededDimension(count, m, b)
      : open[0] === 'pairs' ? mostPairs(space, m, b) : bestMargin(count, space, b);
    const command = document.createElement('code');
    command.textContent = 'constellation ' + (open[0] || 'bound')
      + names.filter(name => given[name] !== '').map(name => ' --' + name + '=' + given[name].replace(/\s/g, '')).join('');
    // The program answers up to here.
    if ((count === null || count <= 10n ** 18n) && (space === null || (space >= 2n && space <= 1000000n))) {
      lines.push(line('end', 'From the results on this page; the program may know more: ', command));
    }
    say(...lines);
    const address = new URLSearchParams();
    names.filter(name => given[name] !== '').forEach(name => address.set(name, given[name]));
    history.replaceState(null, '', location.pathname + '?' + address);
  }

  const given = new URLSearchParams(location.search);
  for (const name of ['pairs', 'margin', 'bias', 'dimension']) {
    if (given.size) form.elements[name].value = given.get(name) || '';
  }
  form.onsubmit = e => { e.preventDefault(); ask(); };
  ask();
})();
