'use strict';
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const palette = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#7a5195', '#8c8c00'];
  const color = i => palette[i % palette.length];
  const $ = id => document.getElementById(id);
  const el = (tag, attributes = {}, ...children) => {
    const node = document.createElement(tag);
    for (const [key, value] of Object.entries(attributes)) {
      if (key.startsWith('on')) node.addEventListener(key.slice(2), value);
      else if (value !== null && value !== undefined) node.setAttribute(key, value);
    }
    node.append(...children.filter(c => c !== null && c !== undefined));
    return node;
  };

  // Columns arrive as base64 of little-endian float32; NaN is "not measured", infinity a failure.
  const column = text => {
    const bytes = Uint8Array.from(atob(text), c => c.charCodeAt(0));
    return new Float32Array(bytes.buffer);
  };
  const columns = data.methods.map(m => {
    const made = {};
    for (const [name, text] of Object.entries(m.columns)) {
      let value = null;
      Object.defineProperty(made, name, { enumerable: true, get: () => value ?? (value = column(text)) });
    }
    return made;
  });
  const info = name => data.metrics[name] ?? { unit: '', better: 'neutral', definition: '' };
  const format = (name, v) => {
    if (v === null || v === undefined || Number.isNaN(v)) return '';
    if (v === Infinity) return 'failed';
    const unit = info(name).unit;
    if (unit === 'fraction') return (100 * v).toFixed(1) + ' %';
    if (unit === 'count') return String(Math.round(10 * v) / 10);
    if (name === 'ms') return v < 10 ? v.toFixed(1) : v.toFixed(0);
    return Math.abs(v) >= 100 ? v.toFixed(0) : v.toFixed(2);
  };

  /* theme */
  const root = document.documentElement;
  const plots = [];
  const setTheme = theme => {
    root.dataset.theme = theme;
    plots.forEach(p => p.redraw());
  };
  root.dataset.theme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  const css = name => getComputedStyle(root).getPropertyValue(name).trim();

  /* headline table */
  const headline = () => {
    const names = data.headline;
    const head = el('tr', {}, el('th', {}, 'method'), el('th', {}, 'failed'), ...names.map(n => el('th', { title: info(n).definition }, n)), el('th', {}, 'ms'), el('th', {}, 'p95 ms'), el('th', {}, 'peak MB'));
    const best = {};
    for (const n of names) {
      const values = data.methods.map(m => m.metrics[n]).filter(v => v !== undefined && v !== null);
      if (info(n).better !== 'neutral' && values.length > 1) best[n] = info(n).better === 'lower' ? Math.min(...values) : Math.max(...values);
    }
    const rows = data.methods.map((m, i) => el('tr', {}, el('td', {}, el('span', { style: `color:${color(i)}` }, '● '), m.name), el('td', {}, `${m.failures} / ${m.n}`),
      ...names.map(n => el('td', { class: m.metrics[n] === best[n] ? 'best' : null }, format(n, m.metrics[n]))), el('td', {}, format('ms', m.ms_median)), el('td', {}, format('ms', m.ms_p95)), el('td', {}, m.peak_mb.toFixed(0))));
    $('headline').append(el('table', {}, el('thead', {}, head), el('tbody', {}, ...rows)));
  };

  /* plots */
  const axis = (label, extra = {}) => ({ label, labelSize: 22, size: 46, stroke: () => css('--fg'), grid: { stroke: () => css('--line'), width: 1 }, ticks: { stroke: () => css('--line') }, ...extra });
  const download = (name, url) => el('a', { href: url, download: name }).click();
  const svgOf = u => {
    const w = u.width, h = u.height, r = devicePixelRatio || 1;
    const box = { x: u.bbox.left / r, y: u.bbox.top / r, w: u.bbox.width / r, h: u.bbox.height / r };
    const escape = s => String(s).replace(/[&<>"]/g, c => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]);
    const out = [`<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}" font-family="sans-serif" font-size="11" fill="#222"><rect width="${w}" height="${h}" fill="#fff"/>`];
    const pos = (v, s) => u.valToPos(v, s) + (s === 'x' ? box.x : box.y);
    u.axes.forEach((a, k) => (a._splits || []).forEach((v, i) => {
      if (v === null) return;
      const label = (a._values || [])[i], p = pos(v, k === 0 ? 'x' : 'y');
      out.push(k === 0
        ? `<line x1="${p}" x2="${p}" y1="${box.y}" y2="${box.y + box.h}" stroke="#ddd"/><text x="${p}" y="${box.y + box.h + 14}" text-anchor="middle">${escape(label ?? '')}</text>`
        : `<line y1="${p}" y2="${p}" x1="${box.x}" x2="${box.x + box.w}" stroke="#ddd"/><text x="${box.x - 6}" y="${p + 4}" text-anchor="end">${escape(label ?? '')}</text>`);
    }));
    out.push(`<text x="${box.x + box.w / 2}" y="${h - 6}" text-anchor="middle">${escape(u.axes[0].label ?? '')}</text>`, `<text transform="translate(12 ${box.y + box.h / 2}) rotate(-90)" text-anchor="middle">${escape(u.axes[1].label ?? '')}</text>`);
    out.push(`<clipPath id="c"><rect x="${box.x}" y="${box.y}" width="${box.w}" height="${box.h}"/></clipPath><g clip-path="url(#c)">`);
    u.series.slice(1).forEach((s, k) => {
      const stroke = u.colors[k], ys = u.data[k + 1], points = [];
      u.data[0].forEach((x, i) => { if (ys[i] !== null && ys[i] !== undefined) points.push([pos(x, 'x'), pos(ys[i], 'y')]); });
      if (u.kind === 'line') out.push(`<polyline fill="none" stroke="${stroke}" stroke-width="2" points="${points.map(p => p.map(v => v.toFixed(1)).join(',')).join(' ')}"/>`);
      else if (u.kind === 'bar') points.forEach(p => out.push(`<rect x="${p[0] - u.barWidth / 2}" width="${u.barWidth}" y="${p[1]}" height="${Math.max(0, pos(0, 'y') - p[1])}" fill="${stroke}"/>`));
      else points.forEach(p => out.push(`<circle cx="${p[0].toFixed(1)}" cy="${p[1].toFixed(1)}" r="${u.kind === 'dot' ? 6 : 2.5}" fill="${stroke}" fill-opacity="0.75"/>`));
    });
    (u.intervals?.() ?? []).forEach(i => out.push(`<line x1="${pos(i.x, 'x')}" x2="${pos(i.x, 'x')}" y1="${pos(i.lo, 'y')}" y2="${pos(i.hi, 'y')}" stroke="#000" stroke-width="1.5"/>`));
    out.push('</g>');
    u.series.slice(1).forEach((s, k) => { if (s.label) out.push(`<rect x="${box.x + 8}" y="${box.y + 6 + 15 * k}" width="10" height="10" fill="${u.colors[k]}"/><text x="${box.x + 22}" y="${box.y + 15 + 15 * k}">${escape(s.label)}</text>`); });
    out.push('</svg>');
    return out.join('\n');
  };
  const plot = (id, title, make, controls = []) => {
    const host = el('div'), state = { id, redraw: null, u: null };
    const figure = el('figure', { id }, el('figcaption', {}, el('span', {}, title), ...controls,
      el('button', { 'data-export': 'png', onclick: () => download(id + '.png', state.u.ctx.canvas.toDataURL('image/png')) }, 'PNG'),
      el('button', { 'data-export': 'svg', onclick: () => download(id + '.svg', URL.createObjectURL(new Blob([svgOf(state.u)], { type: 'image/svg+xml' }))) }, 'SVG')), host);
    $('plots').append(figure);
    state.redraw = () => {
      state.u?.destroy();
      const { options, values, kind, colors, intervals, barWidth } = make();
      state.u = new uPlot({ width: Math.max(240, host.clientWidth), height: 300, legend: { live: false }, ...options }, values, host);
      Object.assign(state.u, { kind, colors, intervals, barWidth });
      figure.dataset.drawn = '1';
    };
    state.svg = () => svgOf(state.u);
    plots.push(state);
    return state;
  };
  window.hybridReport = { plots, svg: id => plots.find(p => p.id === id).svg() };

  const errorMetrics = data.scatter;
  const metricSelect = onchange => el('select', { 'aria-label': 'metric', onchange }, ...errorMetrics.map(m => el('option', { value: m }, m)));

  const curves = () => {
    if (!errorMetrics.length) return;
    const select = metricSelect(() => state.redraw());
    const state = plot('curve', 'Share of pairs within an error', () => {
      const metric = select.value, lower = info(metric).better === 'lower', px = info(metric).unit === 'px';
      const sorted = columns.map(c => c[metric] ? Float32Array.from(c[metric]).filter(v => !Number.isNaN(v)).sort() : new Float32Array());
      const finite = Math.max(...sorted.map(s => { const f = s.filter(Number.isFinite); return f.length ? f[f.length - 1] : 0; }));
      const end = px ? 10 : Math.max(finite, 1e-6), xs = Array.from({ length: 241 }, (_, i) => end * i / 240);
      const share = (s, x) => { let a = 0, b = s.length; while (a < b) { const m = (a + b) >> 1; if (s[m] <= x) a = m + 1; else b = m; } return s.length ? (lower ? a : s.filter(v => Number.isFinite(v) && v >= x).length) / s.length : null; };
      return {
        kind: 'line', colors: columns.map((_, i) => color(i)),
        options: { scales: { x: { time: false }, y: { range: [0, 1] } }, axes: [axis(lower ? `${metric} at most` : `${metric} at least`), axis('share of pairs')], series: [{ label: metric }, ...data.methods.map((m, i) => ({ label: m.name, stroke: color(i), width: 2 }))] },
        values: [xs, ...sorted.map(s => xs.map(x => share(s, x)))],
      };
    }, [select]);
  };

  const pareto = () => {
    const metric = data.pareto;
    if (!metric) return;
    plot('pareto', `${metric} against time (size: memory)`, () => {
      const order = data.methods.map((_, i) => i).filter(i => data.methods[i].metrics[metric] !== undefined && data.methods[i].metrics[metric] !== null).sort((a, b) => data.methods[a].ms_median - data.methods[b].ms_median);
      const xs = order.map(i => Math.max(0.01, data.methods[i].ms_median)), ys = order.map(i => data.methods[i].metrics[metric]);
      const peak = Math.max(...data.methods.map(m => m.peak_mb));
      const low = xs.length ? xs[0] / 2 : 1, high = xs.length ? xs[xs.length - 1] * 2 : 10;
      const draw = u => {
        const c = u.ctx, r = devicePixelRatio || 1;
        order.forEach((i, k) => {
          const x = u.valToPos(xs[k], 'x', true), y = u.valToPos(ys[k], 'y', true);
          c.save();
          c.beginPath();
          c.arc(x, y, r * (5 + 9 * Math.sqrt(data.methods[i].peak_mb / peak)), 0, 7);
          c.fillStyle = color(i) + 'bb';
          c.fill();
          c.fillStyle = css('--fg');
          c.font = `${12 * r}px sans-serif`;
          const right = x > u.bbox.left + 0.7 * u.bbox.width;
          c.textAlign = right ? 'right' : 'left';
          c.fillText(data.methods[i].name.slice(0, 34), x + (right ? -18 : 18) * r, y + 4 * r);
          c.restore();
        });
      };
      const span = Math.max(...ys) - Math.min(...ys) || Math.abs(ys[0]) || 1;
      return {
        kind: 'dot', colors: order.map(color),
        options: { legend: { show: false }, cursor: { show: false }, hooks: { draw: [draw] }, scales: { x: { time: false, distr: 3, range: [low, high] }, y: { range: [Math.max(0, Math.min(...ys) - span / 2), Math.max(...ys) + span / 2] } }, axes: [axis('median ms a pair'), axis(`${metric} (${info(metric).better} is better)`)], series: [{}, ...order.map(i => ({ label: data.methods[i].name, paths: () => null, points: { show: false } }))] },
        values: [xs, ...order.map((_, k) => xs.map((_, j) => j === k ? ys[k] : null))],
      };
    });
  };

  const bars = () => {
    if (!data.tier_bars.length) return;
    const select = el('select', { 'aria-label': 'metric', onchange: () => state.redraw() }, ...data.tier_bars.map((b, i) => el('option', { value: i }, b.metric)));
    const state = plot('tiers', 'By difficulty tier, with 95 % intervals', () => {
      const chosen = data.tier_bars[select.value], n = data.methods.length, width = 0.8 / n;
      const cells = chosen.tiers.flatMap((t, k) => t.methods.map((m, i) => ({ x: k + (i - (n - 1) / 2) * width, i, ...m })).filter(m => m.value !== null));
      cells.sort((a, b) => a.x - b.x);
      const top = Math.max(...cells.map(c => c.hi ?? c.value), 1e-9);
      const draw = u => {
        const c = u.ctx, r = devicePixelRatio || 1;
        c.save();
        cells.forEach(cell => {
          const x = u.valToPos(cell.x, 'x', true), half = Math.abs(u.valToPos(cell.x + width * 0.42, 'x', true) - x);
          c.fillStyle = color(cell.i);
          const y = u.valToPos(cell.value, 'y', true);
          c.fillRect(x - half, y, 2 * half, u.valToPos(0, 'y', true) - y);
          if (cell.lo === null) return;
          c.strokeStyle = css('--fg');
          c.lineWidth = 1.5 * r;
          c.beginPath();
          c.moveTo(x, u.valToPos(cell.lo, 'y', true));
          c.lineTo(x, u.valToPos(cell.hi, 'y', true));
          c.stroke();
        });
        c.restore();
      };
      return {
        kind: 'bar', colors: data.methods.map((_, i) => color(i)), intervals: () => cells.filter(c => c.lo !== null), barWidth: 14,
        options: { cursor: { show: false }, hooks: { draw: [draw] }, scales: { x: { time: false, range: [-0.6, chosen.tiers.length - 0.4] }, y: { range: [0, top * 1.08] } },
          axes: [axis('tier', { splits: () => chosen.tiers.map((_, k) => k), values: () => chosen.tiers.map(t => `${t.name} (${t.n})`) }), axis(chosen.metric)], series: [{}, ...data.methods.map((m, i) => ({ label: m.name, stroke: color(i), paths: () => null, points: { show: false } }))] },
        values: [cells.map(c => c.x), ...data.methods.map((_, i) => cells.map(c => c.i === i ? c.value : null))],
      };
    }, [select]);
  };

  const judged = () => data.methods.map((m, i) => ({ m, i })).filter(x => x.m.confidence);
  const reliability = () => {
    const shown = judged();
    if (!shown.length) return;
    plot('reliability', 'Reliability: how often an answer of a confidence is right', () => {
      const xs = shown[0].m.confidence.bins.map(b => (b.low + b.high) / 2);
      const diagonal = u => {
        const c = u.ctx;
        c.save();
        c.strokeStyle = css('--soft');
        c.setLineDash([6, 6]);
        c.beginPath();
        c.moveTo(u.valToPos(0, 'x', true), u.valToPos(0, 'y', true));
        c.lineTo(u.valToPos(1, 'x', true), u.valToPos(1, 'y', true));
        c.stroke();
        c.restore();
      };
      return {
        kind: 'line', colors: shown.map(x => color(x.i)),
        options: { hooks: { draw: [diagonal] }, scales: { x: { time: false, range: [0, 1] }, y: { range: [0, 1] } }, axes: [axis('confidence'), axis('share of right answers')], series: [{ label: 'confidence' }, ...shown.map(x => ({ label: `${x.m.name} (ECE ${x.m.confidence.ece.toFixed(3)})`, stroke: color(x.i), width: 2, spanGaps: true, points: { show: true, size: 6 } }))] },
        values: [xs, ...shown.map(x => x.m.confidence.bins.map(b => b.accuracy))],
      };
    });
    plot('threshold', 'Right (solid) and wrong (dashed) answers from a confidence on', () => ({
      kind: 'line', colors: shown.flatMap(x => [color(x.i), color(x.i)]),
      options: { scales: { x: { time: false, range: [0, 1] }, y: { range: (u, low, high) => [0, Math.max(1, high)] } }, axes: [axis('least confidence'), axis('answers')],
        series: [{ label: 'least confidence' }, ...shown.flatMap(x => [{ label: `${x.m.name}: right`, stroke: color(x.i), width: 2 }, { label: `${x.m.name}: wrong`, stroke: color(x.i), width: 2, dash: [4, 4] }])] },
      values: [shown[0].m.confidence.curve.map(p => p.threshold), ...shown.flatMap(x => [x.m.confidence.curve.map(p => p.right), x.m.confidence.curve.map(p => p.wrong)])],
    }));
  };

  const scatter = () => {
    if (data.methods.length < 2 || !errorMetrics.length) return;
    const pick = (first, label) => el('select', { 'aria-label': label, onchange: () => state.redraw() }, ...data.methods.map((m, i) => el('option', { value: i, selected: i === first ? '' : null }, m.name)));
    const select = metricSelect(() => state.redraw()), x = pick(0, 'method of the x axis'), y = pick(data.methods.length - 1, 'method of the y axis');
    const state = plot('scatter', 'Pair by pair: click a point', () => {
      const metric = select.value, a = columns[x.value][metric], b = columns[y.value][metric], unit = info(metric).unit;
      const log = unit === 'px', cap = log ? 100 : info(metric).better === 'lower' ? 1 : NaN;
      const points = [];
      const clamp = v => v === Infinity ? (Number.isNaN(cap) ? 0 : cap) : log ? Math.min(cap, Math.max(0.01, v)) : v;
      if (a && b) for (let i = 0; i < data.pairs.length; i++) if (!Number.isNaN(a[i]) && !Number.isNaN(b[i])) points.push([clamp(a[i]), clamp(b[i]), i]);
      points.sort((p, q) => p[0] - q[0]);
      const size = points.length > 5000 ? 3 : 7;
      const range = log ? [0.009, cap * 1.1] : null;
      const diagonal = u => {
        const c = u.ctx, lo = Math.max(u.scales.x.min, u.scales.y.min), hi = Math.min(u.scales.x.max, u.scales.y.max);
        c.save();
        c.strokeStyle = css('--soft');
        c.setLineDash([6, 6]);
        c.beginPath();
        c.moveTo(u.valToPos(lo, 'x', true), u.valToPos(lo, 'y', true));
        c.lineTo(u.valToPos(hi, 'x', true), u.valToPos(hi, 'y', true));
        c.stroke();
        c.restore();
      };
      const click = u => u.over.addEventListener('click', e => {
        const box = u.over.getBoundingClientRect(), px = e.clientX - box.left, py = e.clientY - box.top;
        let best = null, distance = 20 * 20;
        for (const p of points) {
          const dx = u.valToPos(p[0], 'x') - px, dy = u.valToPos(p[1], 'y') - py, d = dx * dx + dy * dy;
          if (d < distance) [best, distance] = [p[2], d];
        }
        if (best !== null) showPair(best);
      });
      const scale = log ? { distr: 3, range } : {};
      return {
        kind: 'point', colors: [css('--accent')],
        options: { legend: { show: false }, cursor: { drag: { x: false, y: false }, points: { show: false } }, hooks: { ready: [click], draw: [diagonal] }, scales: { x: { time: false, ...scale }, y: { ...scale } },
          axes: [axis(`${metric}: ${data.methods[x.value].name}`), axis(`${metric}: ${data.methods[y.value].name}`)], series: [{}, { stroke: css('--accent'), paths: () => null, points: { show: true, size, fill: css('--accent') + '99', width: 0 } }] },
        values: [points.map(p => p[0]), points.map(p => p[1])],
      };
    }, [select, x, y]);
    window.hybridReport.scatterPoint = () => {
      const u = state.u, i = u.data[0].length >> 1, box = u.over.getBoundingClientRect();
      return { x: box.left + u.valToPos(u.data[0][i], 'x'), y: box.top + u.valToPos(u.data[1][i], 'y') };
    };
  };

  /* comparisons */
  const comparisons = () => {
    $('verdicts').append(...data.verdicts.map(v => el('li', {}, v)));
    const rows = [...data.comparisons, ...data.tier_comparisons];
    if (!rows.length) return;
    const bounds = c => c ? `[${c.map(v => v.toFixed(3)).join(', ')}]` : '';
    const number = v => v === null ? '' : v.toFixed(3), chance = v => v !== null && v < 0.001 ? '<0.001' : number(v);
    $('comparisons').append(el('table', {}, el('thead', {}, el('tr', {}, ...['A against B', 'metric', 'tier', 'n', 'mean Δ', '95 % interval', 'median Δ', 'p', 'p Holm', 'wins', 'ties', 'losses', 'pairs to see Δ'].map(h => el('th', {}, h)))),
      el('tbody', {}, ...rows.map(c => {
        const sure = c.ci95 && (c.ci95[0] > 0 || c.ci95[1] < 0) && c.p_holm !== null && c.p_holm < 0.05, good = sure && (c.ci95[0] > 0) === (info(c.metric).better === 'higher');
        return el('tr', {}, el('td', {}, `${c.a} against ${c.b}`), el('td', {}, c.metric), el('td', {}, c.tier ?? 'all'), el('td', {}, String(c.n)), el('td', { class: sure ? (good ? 'better' : 'worse') : null }, number(c.mean_delta)), el('td', {}, bounds(c.ci95)), el('td', {}, number(c.median_delta)), el('td', {}, chance(c.p)), el('td', {}, chance(c.p_holm)), el('td', {}, String(c.wins)), el('td', {}, String(c.ties)), el('td', {}, String(c.losses)), el('td', {}, c.pairs_needed === null ? '' : `${c.pairs_needed} (Δ ${c.power_delta})`));
      }))));
  };
  const options = () => {
    if (!data.options.length) return;
    $('options-section').hidden = false;
    $('options').append(el('table', {}, el('thead', {}, el('tr', {}, ...['method', 'option', 'metric', 'spread', 'values'].map(h => el('th', {}, h)))),
      el('tbody', {}, ...data.options.map(o => el('tr', {}, el('td', {}, o.method), el('td', {}, o.option), el('td', {}, o.metric), el('td', {}, format(o.metric, o.spread)), el('td', {}, o.values.map(v => `${v.value}: ${format(o.metric, v.mean)}`).join(', ')))))));
  };

  /* pair table */
  const pairTable = () => {
    const metrics = data.scatter.length ? data.scatter.slice(0, 2) : [];
    const shown = data.methods.slice(0, 6);
    const heads = ['pair', 'tier', ...metrics.flatMap(m => shown.map(s => `${s.name} ${m}`)), ...(shown.length > 1 && metrics.length ? [`Δ ${metrics[0]}`] : []), ...shown.map(s => `${s.name} ms`)];
    const value = (row, c) => {
      if (c === 0) return data.pairs[row];
      if (c === 1) return data.tiers[data.tier[row]];
      c -= 2;
      if (c < metrics.length * shown.length) return columns[c % shown.length === 0 ? 0 : c % shown.length]?.[metrics[Math.floor(c / shown.length)]]?.[row] ?? NaN;
      c -= metrics.length * shown.length;
      if (shown.length > 1 && metrics.length) {
        if (c === 0) return (columns[shown.length - 1][metrics[0]]?.[row] ?? NaN) - (columns[0][metrics[0]]?.[row] ?? NaN);
        c -= 1;
      }
      return columns[c].ms[row];
    };
    const text = (row, c) => {
      const v = value(row, c);
      if (typeof v === 'string') return v;
      const h = heads[c];
      return h.endsWith(' ms') ? format('ms', v) : h.startsWith('Δ') ? (Number.isFinite(v) ? (v > 0 ? '+' : '') + v.toFixed(2) : '') : format(metrics[Math.floor((c - 2) / shown.length)], v);
    };
    let order = data.pairs.map((_, i) => i), visible = order, sortBy = -1, ascending = true, page = 0;
    const size = 50;
    const body = el('tbody'), status = el('span', { class: 'soft', id: 'pair-count' });
    const head = el('tr', {}, ...heads.map((h, c) => el('th', { tabindex: 0, role: 'columnheader', 'aria-sort': 'none', onclick: () => sort(c), onkeydown: e => { if (e.key === 'Enter') sort(c); } }, h)));
    const draw = () => {
      body.replaceChildren(...visible.slice(page * size, (page + 1) * size).map(row => el('tr', { tabindex: 0, 'data-pair': row, onclick: () => showPair(row), onkeydown: e => { if (e.key === 'Enter') showPair(row); } },
        ...heads.map((_, c) => { const t = text(row, c); return el('td', { class: t === 'failed' ? 'failed' : null }, t); }))));
      status.textContent = `${visible.length} of ${data.pairs.length} pairs, page ${page + 1} of ${Math.max(1, Math.ceil(visible.length / size))}`;
    };
    const apply = () => {
      const needle = $('filter').value.toLowerCase(), tier = $('tier').value;
      visible = order.filter(i => (!needle || data.pairs[i].toLowerCase().includes(needle)) && (!tier || data.tiers[data.tier[i]] === tier));
      page = 0;
      draw();
    };
    const sort = c => {
      ascending = sortBy === c ? !ascending : true;
      sortBy = c;
      const keys = data.pairs.map((_, i) => value(i, c));
      const rank = v => typeof v === 'number' && Number.isNaN(v) ? (ascending ? Infinity : -Infinity) : v;
      order = order.slice().sort((a, b) => { const x = rank(keys[a]), y = rank(keys[b]); return (x < y ? -1 : x > y ? 1 : a - b) * (ascending ? 1 : -1); });
      [...head.children].forEach((th, i) => th.setAttribute('aria-sort', i === c ? (ascending ? 'ascending' : 'descending') : 'none'));
      apply();
    };
    $('tier').append(el('option', { value: '' }, 'every tier'), ...data.tiers.map(t => el('option', { value: t }, t)));
    $('filter').addEventListener('input', apply);
    $('tier').addEventListener('change', apply);
    $('pairs').append(el('table', {}, el('thead', {}, head), body));
    $('paging').append(el('button', { onclick: () => { page = Math.max(0, page - 1); draw(); } }, '‹'), el('button', { onclick: () => { if ((page + 1) * size < visible.length) page++; draw(); } }, '›'), status);
    draw();
  };

  /* one pair */
  const compare = (a, warped) => {
    const over = el('img', { class: 'over', src: warped, alt: 'the result over A' }), bar = el('i'), range = el('input', { type: 'range', min: 0, max: 100, value: 50, 'aria-label': 'A on the left, the result on the right' });
    const set = () => { over.style.clipPath = `inset(0 0 0 ${range.value}%)`; bar.style.left = `${range.value}%`; };
    range.addEventListener('input', set);
    set();
    return el('div', {}, el('div', { class: 'slider' }, el('img', { src: a, alt: 'image A' }), over, bar), range);
  };
  const matches = (detail, list) => {
    const canvas = el('canvas', { role: 'img', 'aria-label': 'inlier matches' }), a = new Image(), b = new Image();
    let loaded = 0;
    const draw = () => {
      if (++loaded < 2) return;
      canvas.width = a.width + b.width;
      canvas.height = Math.max(a.height, b.height);
      const c = canvas.getContext('2d');
      c.drawImage(a, 0, 0);
      c.drawImage(b, a.width, 0);
      const sa = a.width / detail.size_a[0], sb = b.width / detail.size_b[0];
      list.forEach((m, i) => {
        c.strokeStyle = c.fillStyle = `hsl(${i * 47 % 360} 90% 60%)`;
        c.beginPath();
        c.moveTo(m[0] * sa, m[1] * sa);
        c.lineTo(a.width + m[2] * sb, m[3] * sb);
        c.stroke();
      });
    };
    a.onload = b.onload = draw;
    a.src = detail.a;
    b.src = detail.b;
    return canvas;
  };
  const showPair = i => {
    const detail = data.details[i], box = $('pair');
    const view = (caption, node) => el('div', {}, el('div', { class: 'soft' }, caption), node);
    const picture = (src, alt) => el('img', { src, alt });
    const parts = [el('div', { class: 'controls' }, el('h2', { style: 'flex:1;margin:0' }, data.pairs[i]), el('button', { onclick: () => box.close(), 'aria-label': 'close' }, '✕')), el('p', { class: 'note' }, `tier ${data.tiers[data.tier[i]]}`)];
    if (detail?.a) parts.push(el('div', { class: 'views' }, view('A', picture(detail.a, 'image A')), view('B', picture(detail.b, 'image B'))));
    data.methods.forEach((m, k) => {
      const values = Object.keys(m.columns).map(c => [c, format(c, columns[k][c][i])]).filter(v => v[1] !== '');
      if (!values.length) return;
      parts.push(el('h2', {}, el('span', { style: `color:${color(k)}` }, '● '), m.name), el('p', { class: 'note' }, values.map(v => `${v[0]} ${v[1]}`).join(' · ')));
      const d = detail?.methods?.[m.name];
      if (!d) return;
      const views = [];
      if (d.restored) views.push(view('Blurred, and restored', compare(detail.a, d.restored)));
      if (d.warped) views.push(view('A, and B warped into its frame', compare(detail.a, d.warped)));
      if (d.matches?.length && detail.a) views.push(view(`${d.matches.length} of the inlier matches`, matches(detail, d.matches)));
      if (d.flow) views.push(view('flow: hue is direction, saturation is length', picture(d.flow, 'flow')));
      if (d.error) views.push(view(`error, 0 to ${d.error_max} px`, el('div', {}, picture(d.error, 'error map'), el('div', { class: 'ramp' }))));
      if (views.length) parts.push(el('div', { class: 'views' }, ...views));
      parts.push(el('p', {}, el('b', { class: d.status === 'ok' ? 'better' : 'worse' }, d.status), ` · ${d.reason}${d.error_text ? ` · ${d.error_text}` : ''}${d.confidence === null ? '' : ` · confidence ${d.confidence.toFixed(2)}`}`));
      if (d.steps.length) parts.push(el('ol', { class: 'steps' }, ...d.steps.map(s => el('li', {}, el('b', {}, s[0]), ` ${s[1]} (${s[2]}), ${s[4].toFixed(1)} ms: ${s[3]}`))));
    });
    if (!detail) parts.push(el('p', { class: 'note' }, 'Images and provenance of this pair are not in the report; evaluate with a larger --report-images.'));
    box.replaceChildren(...parts);
    if (!box.open) box.showModal();
  };

  /* page */
  $('theme').addEventListener('click', () => setTheme(root.dataset.theme === 'dark' ? 'light' : 'dark'));
  headline();
  comparisons();
  curves();
  pareto();
  bars();
  scatter();
  reliability();
  // Only now are the columns of the grid as wide as they stay.
  plots.forEach(p => p.redraw());
  options();
  pairTable();
  $('protocol').append(...data.protocol.flatMap(p => [el('dt', {}, p[0]), el('dd', {}, p[1])]));
  $('definitions').append(...Object.entries(data.metrics).flatMap(([n, m]) => [el('dt', {}, n), el('dd', {}, `${m.definition} (${m.unit}${m.better === 'neutral' ? '' : `, ${m.better} is better`})`)]));
  let width = innerWidth;
  addEventListener('resize', () => { if (innerWidth !== width) { width = innerWidth; plots.forEach(p => p.redraw()); } });
  document.body.dataset.ready = '1';
})();
