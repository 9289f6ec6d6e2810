"""The figures of expected.json, computed with NumPy alone: python3 expected.py > expected.json"""

import json

import numpy

u = numpy.load("U.npy").astype(numpy.float64)
v = numpy.load("V.npy").astype(numpy.float64)
u /= numpy.linalg.norm(u, axis=1, keepdims=True)
v /= numpy.linalg.norm(v, axis=1, keepdims=True)
g = u @ v.T
n = len(g)
own = numpy.diag(g)
other = g[~numpy.eye(n, dtype=bool)]
masked = numpy.where(numpy.eye(n, dtype=bool), -9, g)
row, column = numpy.unravel_index(masked.argmax(), g.shape)
x = u - v


def recall(scores, k):
    above = (numpy.where(numpy.eye(n, dtype=bool), -9, scores) >= own[:, None]).sum(axis=1)
    return float((above < k).mean())


print(
    json.dumps(
        {
            "minPositive": float(own.min()),
            "minPositiveIndex": int(own.argmin()),
            "maxNegative": float(masked.max()),
            "maxNegativeRow": int(row),
            "maxNegativeColumn": int(column),
            "uToV": [recall(g, k) for k in (1, 5, 10)],
            "vToU": [recall(g.T, k) for k in (1, 5, 10)],
            "positive5": float(numpy.quantile(own, 0.05)),
            "negative95": float(numpy.quantile(other, 0.95)),
            "positiveMean": float(own.mean()),
            "negativeMean": float(other.mean()),
            "xi": float(((x - x.mean(axis=0)) ** 2).sum(axis=1).mean()),
        },
        indent=2,
    )
)
