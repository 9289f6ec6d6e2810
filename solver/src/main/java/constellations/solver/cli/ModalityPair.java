package constellations.solver.cli;

import constellations.solver.analyse.Analysis;

/** The analysis of two of several modalities, by their numbers from 0. */
record ModalityPair(int first, int second, Analysis analysis) {}
