package constellations.solver.format;

import java.nio.ByteBuffer;
import java.util.EnumSet;

/** How a number is stored in a file of embeddings. */
public enum NumberType {
  /** IEEE 754 binary16. */
  HALF(2),
  /** The first half of IEEE 754 binary32 (bfloat16). */
  BRAIN(2),
  /** IEEE 754 binary32. */
  SINGLE(4),
  /** IEEE 754 binary64. */
  DOUBLE(8),
  /** Integers with a sign, in two's complement. */
  INTEGER_8(1),
  INTEGER_16(2),
  INTEGER_32(4),
  INTEGER_64(8),
  /** Integers without a sign. */
  UNSIGNED_8(1),
  UNSIGNED_16(2),
  UNSIGNED_32(4),
  UNSIGNED_64(8);

  private static final long LOW_32 = 0xffffffffL;

  private final int bytes;

  NumberType(int bytes) {
    this.bytes = bytes;
  }

  /** The size of a number in bytes. */
  public int bytes() {
    return bytes;
  }

  /** Whether numbers are integers, of which those beyond 2^53 are not exact in double precision. */
  boolean isInteger() {
    return !EnumSet.of(HALF, BRAIN, SINGLE, DOUBLE).contains(this);
  }

  /** The number at a place; exact but for integers beyond 2^53, which are rounded. */
  double read(ByteBuffer data, int place) {
    return switch (this) {
      case HALF -> half(data.getShort(place));
      case BRAIN -> Float.intBitsToFloat(data.getShort(place) << 16);
      case SINGLE -> data.getFloat(place);
      case DOUBLE -> data.getDouble(place);
      case INTEGER_8 -> data.get(place);
      case INTEGER_16 -> data.getShort(place);
      case INTEGER_32 -> data.getInt(place);
      case INTEGER_64 -> data.getLong(place);
      case UNSIGNED_8 -> data.get(place) & 0xff;
      case UNSIGNED_16 -> data.getShort(place) & 0xffff;
      case UNSIGNED_32 -> data.getInt(place) & LOW_32;
      case UNSIGNED_64 -> {
        long x = data.getLong(place);
        yield x >= 0 ? x : Math.scalb((double) (x >>> 1), 1);
      }
    };
  }

  /** The value of a binary16 number; exact. */
  public static double half(short bits) {
    int exponent = (bits >> 10) & 0x1f;
    int fraction = bits & 0x3ff;
    double size =
        exponent == 0
            ? Math.scalb((double) fraction, -24)
            : exponent == 31
                ? (fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN)
                : Math.scalb((double) (fraction + 1024), exponent - 25);
    return bits < 0 ? -size : size;
  }
}
