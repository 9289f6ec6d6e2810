"""Seconds for the products of all rows of a matrix with all rows, in blocks, with minima and maxima.

The peer of "constellation bench analyse". Arguments: a .npy file of unit rows in float32.
"""

import sys
import time

import numpy

BLOCK = 2048

x = numpy.load(sys.argv[1])
begin = time.perf_counter()
least = numpy.float32(2)
largest = numpy.float32(-2)
for i in range(0, len(x), BLOCK):
    for j in range(0, len(x), BLOCK):
        p = x[i : i + BLOCK] @ x[j : j + BLOCK].T
        least = min(least, p.min())
        largest = max(largest, p.max())
print(time.perf_counter() - begin)
