"""Fine-tune the teacher: a batch of trees, a batch of names, in turn.  See README.md."""
import sys
import time

import torch
import torch.nn.functional as F

from model import load

SMALL = {"of", "the", "to", "a", "an", "in", "on", "for", "and", "at", "by", "with", "as", "'s", "n't"}


def disguise(words, rnd):
    """Now and then words as a headline writes them."""
    u = rnd.random()
    if u < 0.015:
        return [w.upper() for w in words]
    if u < 0.03:
        return [w if w in SMALL and i else w[:1].upper() + w[1:] for i, w in enumerate(words)]
    return words


def pad(rows):
    n = max(map(len, rows))
    return torch.tensor([list(r) + [-100] * (n - len(r)) for r in rows])


def cross(scores, gold):
    return F.cross_entropy(scores.float().flatten(0, 1), gold.flatten(), ignore_index=-100)


def loss(teacher, labels, sents, b):
    x, at = teacher.words(b), labels.index
    if "t" in sents[0]:
        return cross(teacher.names(x), pad([[at["names"].get(t, 0) for t in s["t"]] for s in sents]))
    heads = pad([s["h"] for s in sents])
    arcs, xr = teacher.arcs(x, b["words"])
    rels = teacher.rels(x, xr, heads.clamp(min=0))
    return (cross(arcs, heads) + cross(rels, pad([[at["rels"][r] for r in s["r"]] for s in sents]))
            + cross(teacher.tags(x), pad([[at["tags"][u] for u in s["u"]] for s in sents])))


def measure(teacher, labels, pieces, sents, rnd):
    """UPOS, UAS and LAS with the best head for each word."""
    teacher.eval()
    n = tags = heads = both = 0
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        for ix in pieces.batches(sents, 2500, rnd):
            b = pieces.batch([sents[i]["w"] for i in ix])
            x = teacher.words(b)
            arcs, xr = teacher.arcs(x, b["words"])
            h = arcs.argmax(-1)
            u, r = teacher.tags(x).argmax(-1), teacher.rels(x, xr, h).argmax(-1)
            for k, i in enumerate(ix):
                for j, head in enumerate(sents[i]["h"]):
                    n += 1
                    tags += labels.tags[u[k, j]] == sents[i]["u"][j]
                    heads += int(h[k, j]) == head
                    both += int(h[k, j]) == head and labels.rels[r[k, j]] == sents[i]["r"][j]
    return [round(100 * v / n, 2) for v in (tags, heads, both)]


def main(folder, corpora, out, minutes):
    corpora, labels, pieces, teacher, rnd = load(folder, corpora)
    encoder = set(teacher.encoder.parameters())
    groups = [dict(params=[p for p in teacher.parameters() if (p in encoder) == e and p.requires_grad],
                   lr=lr, peak=lr) for e, lr in ((True, 2e-4), (False, 1e-3))]
    opt = torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    pools, queues = (corpora["trees"], corpora["named"]), [[], []]
    begin, step, budget = time.time(), 0, 60 * float(minutes)
    while (done := (time.time() - begin) / budget) < 1:
        for g in opt.param_groups:
            g["lr"] = g["peak"] * min(1, (step + 1) / 80) * (1 - done)
        pool, queue = pools[step % 2], queues[step % 2]
        if not queue:
            queue.extend(pieces.batches(pool, 1400, rnd))
        sents = [pool[i] for i in queue.pop()]
        with torch.autocast("cpu", dtype=torch.bfloat16):
            value = loss(teacher, labels, sents, pieces.batch([disguise(s["w"], rnd) for s in sents]))
        opt.zero_grad()
        value.backward()
        torch.nn.utils.clip_grad_norm_(teacher.parameters(), 1.0)
        opt.step()
        step += 1
        if step % 200 < 2:
            print(step, f"{done:.0%}", round(value.item(), 3), flush=True)
    torch.save(teacher.state_dict(), out)
    print("steps", step, "EWT dev UPOS UAS LAS", measure(teacher, labels, pieces, corpora["dev"], rnd))


if __name__ == "__main__":
    main(*sys.argv[1:])
