"""Seconds an epoch of the sigmoid or contrastive loss with Adam in PyTorch, N pairs in R^d.

The peer of "constellation bench train". Arguments: N d epochs sigmoid|contrastive.
"""

import sys
import time

import torch

torch.set_num_threads(1)
n, d, epochs = (int(a) for a in sys.argv[1:4])
contrastive = sys.argv[4] == "contrastive"
torch.manual_seed(1)
u = torch.nn.functional.normalize(torch.randn(n, d), dim=1).requires_grad_()
v = torch.nn.functional.normalize(torch.randn(n, d), dim=1).requires_grad_()
t = torch.tensor(10.0).log().requires_grad_()
b = torch.tensor(0.6).requires_grad_()
sign = 2 * torch.eye(n) - 1
optimizer = torch.optim.Adam([u, v] if contrastive else [u, v, t, b], lr=1e-2)
begin = time.perf_counter()
for _ in range(epochs):
    optimizer.zero_grad()
    x = torch.nn.functional.normalize(u, dim=1)
    y = torch.nn.functional.normalize(v, dim=1)
    if contrastive:
        products = 10 * (x @ y.T)
        loss = (torch.logsumexp(products, dim=1) - products.diagonal()).mean()
    else:
        logits = t.exp() * (x @ y.T - b)
        loss = -torch.nn.functional.logsigmoid(sign * logits).mean()
    loss.backward()
    optimizer.step()
    with torch.no_grad():
        u.copy_(torch.nn.functional.normalize(u, dim=1))
        v.copy_(torch.nn.functional.normalize(v, dim=1))
print((time.perf_counter() - begin) / epochs)
