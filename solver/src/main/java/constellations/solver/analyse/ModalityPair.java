package constellations.solver.analyse;

/** The analysis of two of several modalities, by their numbers from 0. */
public record ModalityPair(int first, int second, Analysis analysis) {}
