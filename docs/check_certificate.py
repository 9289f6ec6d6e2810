#!/usr/bin/env python3
"""A second checker for certificates, independent of the program: plain Python, exact numbers, no other library.

    python3 docs/check_certificate.py FILE...

Kinds spherical-code, constellation and lp-bound, as certificate-format.md defines them. Prints a line per file. Exit
code 0: all accepted; 1: some claim is not proved; 3: some file is no certificate; 4: some file is of another kind, or
takes too long in Python. Floating point only chooses the pairs that are compared exactly.
"""
import hashlib, json, math, os, re, struct, sys
from fractions import Fraction
from math import comb, factorial, gcd, isqrt

MOST_WORK, MOST_COORDINATES = 2 * 10**8, 10**6  # of all products, of a vector
NEAR = 1e-9  # products of d coordinates in double precision have an error of less than 2 (d+2) 2^-52, 5e-10 at most

class Unreadable(Exception): """No certificate."""
class Other(Exception): """Not for this checker."""
def demand(holds, message):
    if not holds:
        raise Unreadable(message)

# Numbers are pairs (a, b) for a + b sqrt(D). All irrational ones of a certificate lie in one field.
class Field:
    d = None  # D, once there is an irrational number
    def surd(self, a, b, d):
        root = isqrt(d)
        if b == 0 or root * root == d:
            return (a + b * root, Fraction(0))
        self.d = self.d or d
        product = isqrt(self.d * d)  # sqrt(d) = sqrt(d D)/D sqrt(D) if d D is a square
        demand(product * product == self.d * d, "numbers of two quadratic fields")
        return (a, b * Fraction(product, self.d))
    def multiply(self, x, y):
        return (x[0] * y[0] + x[1] * y[1] * (self.d or 0), x[0] * y[1] + x[1] * y[0])
    def sign(self, x):
        a, b = x
        if b == 0 or a == 0 or (a > 0) == (b > 0):
            return (a > 0 or b > 0) - (a < 0 or b < 0)
        return ((a > 0) - (a < 0)) * (1 if a * a > b * b * self.d else -1)
    def compare(self, inner, norms, c):
        """The sign of inner / sqrt(norms) - c, for norms > 0."""
        p, s = self.sign(inner), self.sign(c)
        if p != s or p == 0:
            return (p > s) - (p < s)
        left, right = self.multiply(inner, inner), self.multiply(self.multiply(c, c), norms)
        return p * self.sign((left[0] - right[0], left[1] - right[1]))
    def within(self, x, low, high):
        return self.sign((x[0] - low, x[1])) >= 0 >= self.sign((x[0] - high, x[1]))
FRACTION = re.compile(r"([+-]?[0-9]+)/([0-9]+)")
DECIMAL = re.compile(r"([+-]?)([0-9]*)(?:\.([0-9]*))?(?:[eE]([+-]?[0-9]+))?")
PART = r"[+-]?[0-9]+/[0-9]+|[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
SURD = re.compile(rf"(?:({PART})(?=[+-]))?([+-]?)(?:({PART})\*)?sqrt\(([0-9]+)\)")
class Text(str): """A number as the document has it."""
def rational(text):
    match = FRACTION.fullmatch(text)
    if match and int(match[2]):
        return Fraction(int(match[1]), int(match[2]))
    match = DECIMAL.fullmatch(text)
    demand(match and (match[2] or match[3]), f"found {text[:40]}, expected a number")
    exponent, part = int(match[4] or 0), match[3] or ""
    demand(abs(exponent) <= 2000, "an exponent beyond 2000")
    value = Fraction(int(match[2] + part)) * Fraction(10) ** (exponent - len(part))
    return -value if match[1] == "-" else value
def number(value, field):
    demand(isinstance(value, str) and len(value) <= 2000, "expected a number of at most 2000 characters")
    if "s" not in value:
        return (rational(value), Fraction(0))
    match = SURD.fullmatch(value)
    demand(match, f"found {value[:40]}, expected a + b*sqrt(D)")
    b = rational(match[3]) if match[3] else Fraction(1)
    return field.surd(rational(match[1] or "0"), -b if match[2] == "-" else b, int(match[4]))
def plain(value, field, whole=False):
    x = number(value, field)
    demand(x[1] == 0 and not (whole and x[0].denominator > 1), "expected a rational or a whole number")
    return x[0]
def integer(value):
    whole = isinstance(value, Text) and re.fullmatch(r"-?[0-9]{1,10}", value)
    demand(whole and -2**31 <= int(value) < 2**31, "expected an integer below 2^31")
    return int(value)
def only(node, *names):
    demand(isinstance(node, dict) and not set(node) - set(names), f"expected the fields {', '.join(names)} alone")
    return node
def need(node, name, kind):
    demand(isinstance(node.get(name), kind), f"field {name} is missing or of another form")
    return node[name]

# Vectors: integers (a_1, ..., a_d), (b_1, ..., b_d) for a + b sqrt(D), in the direction of the row that is given.
def vectors(node, field, folder):
    if isinstance(node, dict):
        rows = side_file(only(node, "file", "sha256"), folder)
    else:
        demand(isinstance(node, list) and node and all(isinstance(x, list) for x in node), "expected rows of numbers")
        demand(node[0] and all(len(row) == len(node[0]) for row in node), "expected rows of one length")
        rows = [list(zip(*(number(x, field) for x in row))) for row in node]
        rows = [(x[:len(x) // 2], x[len(x) // 2:]) for x in (integers(a + b) for a, b in rows)]
    demand(all(any(a) or any(b) for a, b in rows), "a zero vector")
    return rows
def side_file(node, folder):
    name = need(node, "file", str)
    demand(re.fullmatch(r"[A-Za-z0-9_-][A-Za-z0-9._-]*", name), "expected a plain file name")
    demand(os.path.isfile(os.path.join(folder, name)), f"no file {name}")
    data = open(os.path.join(folder, name), "rb").read()
    demand(hashlib.sha256(data).hexdigest() == need(node, "sha256", str), f"another SHA-256 than that of {name}")
    start = 10 if data[6:7] == b"\x01" else 12
    length = int.from_bytes(data[8:start], "little")
    head = re.fullmatch(
        r"\{'descr': '[|<]i([1248])', 'fortran_order': False, 'shape': \(([0-9]+), ([0-9]+)\), \} *\n",
        data[start:start + length].decode("latin-1"))
    demand(data[:6] == b"\x93NUMPY" and head, f"{name} is no matrix of integers")
    size, n, d = map(int, head.groups())
    body = data[start + length:]
    demand(n * d > 0 and len(body) == n * d * size, f"{name} has another length")
    flat = struct.unpack("<%d%s" % (n * d, "bhiq"[(1, 2, 4, 8).index(size)]), body)
    return [(list(flat[i:i + d]), [0] * d) for i in range(0, n * d, d)]
def inner(x, y, field):
    product = lambda u, v: sum(map(int.__mul__, u, v))
    if field.d is None:
        return (product(x[0], y[0]), 0)
    return (product(x[0], y[0]) + field.d * product(x[1], y[1]), product(x[0], y[1]) + product(x[1], y[0]))
def unit(row, field):
    """The direction in double precision, each coordinate within 2^-50, unless the row is very short."""
    root = lambda b: (1 if b > 0 else -1) * isqrt(b * b * field.d << 400) if b else 0
    scaled = [(a << 200) + root(b) for a, b in zip(*row)]
    norm = isqrt(sum(x * x for x in scaled))
    return [x / norm for x in scaled] if norm >> 100 else None
def larger(rows, others, bound, field, same):
    """Two vectors of different places, or of one list, whose cosine is above a bound; None if there are none."""
    if len(rows[0][0]) > MOST_COORDINATES or len(rows) * len(others) * len(rows[0][0]) > MOST_WORK:
        raise Other("too many products for Python")
    units, more = [unit(x, field) for x in rows], [unit(y, field) for y in others]
    norms, norms_more = [inner(x, x, field) for x in rows], [inner(y, y, field) for y in others]
    bits = 100 + bound[1].numerator.bit_length()
    root = Fraction(isqrt((field.d or 0) << 2 * bits) + (bound[1] < 0), 2**bits)  # rounded so that least is below
    least = float(max(-2, min(2, bound[0] + bound[1] * root))) - NEAR
    for i, x in enumerate(rows):
        for j in range(i if same else len(others)):
            if i == j or units[i] and more[j] and sum(map(float.__mul__, units[i], more[j])) < least:
                continue
            if field.compare(inner(x, others[j], field), field.multiply(norms[i], norms_more[j]), bound) > 0:
                return f"vectors {i} and {j} have a larger cosine"
def rank(rows):
    basis = []
    for row in rows:
        for pivot, other in basis:
            row = [x * other[pivot] - y * row[pivot] for x, y in zip(row, other)]
            row = [x // (gcd(*row) or 1) for x in row]
        basis += [(next(k for k, x in enumerate(row) if x), row)] if any(row) else []
    return len(basis)
def spherical_code(claim, evidence, folder):
    only(claim, "dimension", "points", "cosine"), only(evidence, "vectors")
    field = Field()
    d, n, a = integer(claim.get("dimension")), integer(claim.get("points")), number(claim.get("cosine"), field)
    rows = vectors(evidence.get("vectors"), field, folder)
    demand(d >= 1 and n >= 2 and field.within(a, -1, 1) and a != (1, 0), "a claim out of range")
    width = len(rows[0][0])
    if len(rows) != n or width < d:
        return "the evidence has another shape"
    small = all(not any(b) and max(map(abs, a)) < 2**31 for a, b in rows)
    if width > d and not (width <= 128 and small and rank([a for a, _ in rows]) <= d):
        return "more coordinates than dimensions"
    return larger(rows, rows, a, field, True)
def constellation(claim, evidence, folder):
    only(claim, "dimension", "pairs", "modalities", "edges", "margin", "bias"), only(evidence, "vectors")
    field = Field()
    d, n, k = (integer(claim.get(name)) for name in ("dimension", "pairs", "modalities"))
    m, b = number(claim.get("margin"), field), number(claim.get("bias"), field)
    sets = [vectors(node, field, folder) for node in need(evidence, "vectors", list)]
    edges = [(a, c) for a in range(min(k, len(sets))) for c in range(a)]
    if "edges" in claim:
        edges = [[integer(x) for x in need({"edge": e}, "edge", list)] for e in need(claim, "edges", list)]
        fit = all(len(e) == 2 and e[0] != e[1] and 0 <= min(e) <= max(e) < k <= 1000 for e in edges)
        demand(edges and fit, "edges of other modalities")
    demand(d >= 1 and n >= 2 and k >= 2 and field.sign(m) >= 0 and field.within(b, -1, 1), "a claim out of range")
    if len(sets) != k or any(len(rows) != n or len(rows[0][0]) != d for rows in sets):
        return "the evidence has another shape"
    s, beta = (b[0] + m[0], b[1] + m[1]), (b[0] - m[0], b[1] - m[1])
    for a, c in edges:
        for i, (x, y) in enumerate(zip(sets[a], sets[c])):
            if field.compare(inner(x, y, field), field.multiply(inner(x, x, field), inner(y, y, field)), s) < 0:
                return f"vectors {i} of modalities {a} and {c} are too far apart"
    return next(filter(None, (larger(sets[a], sets[c], beta, field, False) for a, c in edges)), None)

# Linear programming bounds. Polynomials are lists of coefficients, that of t^0 first.
def powers(f, d):
    """A positive multiple of sum f_k P_k, in powers of t."""
    before, now, total = [], [Fraction(1)], [Fraction(0)] * len(f)
    for k, c in enumerate(f):
        total = [x + c * y for x, y in zip(total, now + [0] * len(f))]
        after = [(2 * k + d - 2) * x - k * y for x, y in zip([Fraction(0)] + now, before + [0, 0, 0])]
        before, now = now, [x / (k + d - 2) for x in after]
    return integers(total)
def integers(p):
    scale = math.lcm(*(x.denominator for x in p))
    return [int(x * scale) for x in p]
def sign_at(p, x):
    total, denominator = 0, 1
    for c in reversed(p):
        total, denominator = total * x.numerator + c * denominator, denominator * x.denominator
    return (total > 0) - (total < 0)
def divide(p, q):
    """Quotient and remainder."""
    out = []
    while len(p) >= len(q):
        out.append(p[-1] / q[-1])
        p = [x - out[-1] * (q[i - len(p)] if i >= len(p) - len(q) else 0) for i, x in enumerate(p)][:-1]
    return out[::-1], p[:max((i + 1 for i, x in enumerate(p) if x), default=0)]
def common(p, q):
    while q:
        p, q = q, divide(p, q)[1]
    return p
def without_squares(p):
    """The same signs: p divided by the square of the product of its multiple roots."""
    p, derivative = list(map(Fraction, p)), lambda f: [i * x for i, x in enumerate(f)][1:]
    repeated = common(p, derivative(p)) if len(p) <= 60 else []
    if len(repeated) < 2:
        raise Other("undecided in Python")
    roots = divide(repeated, common(repeated, derivative(repeated)))[0]
    return integers(divide(divide(p, roots)[0], roots)[0])
def nonpositive(p, b):
    """Whether p <= 0 on [-1, b], by Bernstein coefficients, rounded up, on ever smaller intervals."""
    p = p[:max((i + 1 for i, x in enumerate(p) if x), default=1)]
    n, q, w = len(p) - 1, list(p), b + 1
    if b == -1 or n < 1:
        return sign_at(p, b) <= 0
    for i in range(n):  # in powers of t + 1
        for j in range(n - 1, i - 1, -1):
            q[j] -= q[j + 1]
    q = [c * w.numerator**k * w.denominator ** (n - k) * factorial(k) * factorial(n - k) for k, c in enumerate(q)]
    top = [sum(comb(i, j) * q[j] for j in range(i + 1)) for i in range(n + 1)]
    shift = max(0, max(abs(x).bit_length() for x in top) - 600)
    parts = [(Fraction(-1), w, [-(-x >> shift) for x in top])]
    for _ in range(40000):
        if not parts:
            return True
        left, width, row = parts.pop()
        if max(row) <= 0:
            continue
        if sign_at(p, left) > 0 or sign_at(p, left + width) > 0:
            return False
        if width < w / 2**60:
            return nonpositive(without_squares(p), b)
        rows = [row]
        while len(rows[-1]) > 1:
            rows.append([-(-(x + y) >> 1) for x, y in zip(rows[-1], rows[-1][1:])])
        parts.append((left + width / 2, width / 2, [x[-1] for x in reversed(rows)]))
        parts.append((left, width / 2, [x[0] for x in rows]))
    raise Other("undecided in Python")
def lp_bound(claim, evidence, folder):
    field, form = Field(), "pointsAtMost" in claim
    names = ("pointsAtMost", "cosine") if form else ("points", "cosineAtLeast")
    only(claim, "dimension", *names), only(evidence, "coefficients")
    d, a = integer(claim.get("dimension")), number(claim.get(names[1]), field)
    n = plain(claim.get(names[0]), field, True)
    f = [plain(x, field) for x in need(evidence, "coefficients", list)]
    demand(d >= 3 and n >= 1 + (not form) and field.within(a, -1, 1) and a != (1, 0), "a claim out of range")
    demand(1 <= len(f) <= 501 and math.lcm(*(x.denominator for x in f)).bit_length() <= 20000, "a polynomial too large")
    if f[0] <= 0 or min(f) < 0:
        return "a coefficient is negative, or f_0 is not positive"
    if sum(f) / f[0] >= (n + 1 if form else n):
        return "f(1)/f_0 is too large"
    root = Fraction(isqrt((field.d or 0) << 400) + (a[1] > 0), 2**200)
    return None if nonpositive(powers(f, d), a[0] + a[1] * root) else "the polynomial is positive at some cosine"
KINDS = {"spherical-code": spherical_code, "constellation": constellation, "lp-bound": lp_bound}
def fields(items):
    demand(len({name for name, _ in items}) == len(items), "a field twice")
    return dict(items)
def check(path):
    """Why a certificate is rejected; None if it is accepted."""
    demand(os.path.isfile(path) and os.path.getsize(path) <= 32 << 20, "no regular file of at most 32 MiB")
    try:
        text = open(path, encoding="utf-8", newline="").read()
        constant = lambda name: demand(False, f"found {name}, expected a number")
        tree = json.loads(text, object_pairs_hook=fields, parse_int=Text, parse_float=Text, parse_constant=constant)
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"no JSON: {error}") from None
    only(tree, "kind", "version", "claim", "provenance", "evidence")
    demand(integer(tree.get("version")) == 1, "another version")
    only(need(tree, "provenance", dict), "method", "seed", "command", "toolVersion", "date")
    kind = need(tree, "kind", str)
    if kind not in KINDS:
        raise Other(f"kind {kind}")
    folder = os.path.dirname(os.path.abspath(path))
    return KINDS[kind](need(tree, "claim", dict), need(tree, "evidence", dict), folder)
def main(paths):
    sys.set_int_max_str_digits(0) if hasattr(sys, "set_int_max_str_digits") else None
    codes = [0]
    for path in paths:
        try:
            reason = check(path)
            codes.append(1 if reason else 0)
            print(f"{'rejected' if reason else 'accepted'}  {path}" + (f": {reason}" if reason else ""))
        except Unreadable as error:
            codes.append(print(f"unreadable  {path}: {error}") or 3)
        except Other as error:
            codes.append(print(f"not checked  {path}: {error}") or 4)
    return max(codes)

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]) if len(sys.argv) > 1 else print(__doc__) or 2)
