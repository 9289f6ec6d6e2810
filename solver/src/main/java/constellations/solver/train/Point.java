package constellations.solver.train;

/**
 * A line of the history.
 *
 * @param loss the sum over all pairs, nats, computed stably
 * @param bias the relative bias
 * @param margin m*, of the vectors without adapter
 * @param xi of the first two modalities (docs/theory.md S3)
 */
public record Point(
    int epoch, double loss, double inverseTemperature, double bias, double margin, double xi) {}
