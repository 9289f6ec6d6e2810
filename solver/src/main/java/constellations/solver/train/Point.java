package constellations.solver.train;

import constellations.solver.loss.Ranking;

/**
 * A line of the history.
 *
 * @param loss the sum over all pairs, nats, computed stably; of contrastive training L(s) - L* with
 *     all items, the mean over anchors of tau log(1 + sum_j exp((s_ij - s_ii)/tau))
 * @param bias the relative bias; of contrastive training the best
 * @param margin m*, of the vectors without adapter
 * @param xi of the first two modalities (docs/theory.md S3)
 * @param ranking of the matches among all items, a row for each item of each first modality
 */
public record Point(
    int epoch,
    double loss,
    double inverseTemperature,
    double bias,
    double margin,
    double xi,
    Ranking ranking) {}
