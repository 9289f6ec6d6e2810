package constellations.solver.bound;

import constellations.solver.frame.FrameProgram;
import constellations.verify.Accepted;
import constellations.verify.claim.Provenance;
import constellations.verify.exact.Rationals;
import constellations.verify.frame.FrameBoundCertificate;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Upper bounds on margins by frame bounds, which bound constellations and not codes, with
 * certificates. It looks for the least margin that the program excludes, and leaves it a little
 * room for the proof.
 *
 * <p>The argument: docs/theory.md T29.
 *
 * @param provenance what certificates say of their origin, apart from the method
 * @param interrupted asked between programs
 * @param progress is told of each program
 */
public record FrameBound(
    Provenance provenance, BooleanSupplier interrupted, Consumer<String> progress) {
  private static final int DECIMALS = 6;

  /** What is left between F and -1 for the proof, relatively. */
  private static final double ROOM = 0.004;

  /** The part of that room that goes to a pair with itself. */
  private static final double SHARE = 0.05;

  private static final double TOLERANCE = 2e-4;
  private static final int HALVINGS = 12;
  private static final int ATTEMPTS = 6;

  /** More pairs would need functions of higher degree than there are. */
  private static final long MOST_PAIRS = 1_000;

  private static final int MAX_DIMENSION = 200;

  /**
   * Bounds a margin.
   *
   * @param reached a margin that is reached, or 0
   * @param known a margin that none exceeds
   * @return nothing if no better bound is found
   */
  public Optional<Accepted<FrameBoundCertificate>> bound(
      MarginBound.Question question, BigFraction reached, BigFraction known) {
    BigInteger n = question.pairs();
    if (question.dimension() < 3
        || question.dimension() > MAX_DIMENSION
        || n.compareTo(BigInteger.valueOf(MOST_PAIRS)) > 0
        || reached.compareTo(known) >= 0) {
      return Optional.empty();
    }
    double low = reached.doubleValue();
    double high = known.doubleValue();
    if (!(question.bias().doubleValue() + high < 1)) {
      return Optional.empty();
    }
    double wanted = (n.doubleValue() - 1) * (1 - ROOM);
    double best = Double.NaN;
    for (int i = 0; i < HALVINGS && high - low > 1e-6 + 2e-4 * high; i++) {
      double middle = (low + high) / 2;
      FrameProgram program = program(question, middle);
      boolean excluded = program.solve(TOLERANCE, interrupted) < wanted;
      // Where samples were missing to the end the value says nothing.
      if (excluded && program.violation() < TOLERANCE) {
        high = middle;
        best = middle;
      } else {
        low = middle;
      }
      progress.accept(String.format(Locale.ROOT, "frames, margin %.6f", high));
      if (interrupted.getAsBoolean()) {
        return Optional.empty();
      }
    }
    BigFraction step = BigFraction.of(BigInteger.ONE, BigInteger.TEN.pow(DECIMALS - 1));
    BigFraction margin =
        Double.isNaN(best)
            ? known
            : Rationals.of(Rationals.ceiling(BigFraction.from(best), DECIMALS));
    for (int attempt = 0; attempt < ATTEMPTS && margin.compareTo(known) < 0; attempt++) {
      FrameProgram program = program(question, margin.doubleValue());
      double least = program.solve(TOLERANCE / 4, interrupted);
      if (interrupted.getAsBoolean()) {
        return Optional.empty();
      }
      double share = least / (n.doubleValue() - 1);
      if (share < 1 - program.violation()) {
        Optional<Accepted<FrameBoundCertificate>> accepted =
            certified(question, margin, program, share + SHARE * (1 - share));
        if (accepted.isPresent()) {
          return accepted;
        }
      }
      margin = margin.add(step.multiply(1 << attempt));
    }
    return Optional.empty();
  }

  private static FrameProgram program(MarginBound.Question question, double margin) {
    return new FrameProgram((int) question.dimension(), margin, question.bias().doubleValue(), 1);
  }

  private Optional<Accepted<FrameBoundCertificate>> certified(
      MarginBound.Question question, BigFraction margin, FrameProgram program, double level) {
    FrameBoundCertificate certificate =
        new FrameBoundCertificate(
            question.claim(margin),
            FrameProgram.BITS,
            BigInteger.valueOf((long) Math.scalb(level, FrameProgram.BITS)),
            program.kernels(),
            provenance.by("frames"));
    return Accepted.of(certificate, 1);
  }
}
