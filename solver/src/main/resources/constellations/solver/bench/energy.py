"""Evaluations a second of the smooth maximum of the cosines of N random points and its gradient.

The peer of "constellation bench energy": the same function with NumPy. Arguments: pairs d N, and
the seconds for each. Prints a rate for each pair.
"""

import sys
import time

import numpy

SHARPNESS = 2000.0


def evaluate(x, off):
    g = x @ x.T
    g -= off
    largest = g.max()
    g -= largest
    g *= SHARPNESS
    # Underflow is slow.
    numpy.maximum(g, -40.0, out=g)
    w = numpy.exp(g, out=g)
    total = w.sum()
    gradient = w @ x
    gradient *= 2.0 / total
    return largest + numpy.log(total / 2) / SHARPNESS, gradient


def rate(d, n, seconds):
    x = numpy.random.default_rng(1).standard_normal((n, d))
    x /= numpy.linalg.norm(x, axis=1, keepdims=True)
    off = 10.0 * numpy.eye(n)
    evaluate(x, off)
    count, begin = 0, time.perf_counter()
    while time.perf_counter() - begin < seconds:
        evaluate(x, off)
        count += 1
    return count / (time.perf_counter() - begin)


if __name__ == "__main__":
    limit = float(sys.argv[1])
    for d, n in zip(sys.argv[2::2], sys.argv[3::2]):
        print(rate(int(d), int(n), limit), flush=True)
