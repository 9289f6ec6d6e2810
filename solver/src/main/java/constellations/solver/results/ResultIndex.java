package constellations.solver.results;

import constellations.solver.format.WholeFiles;
import constellations.verify.CertificateReader;
import constellations.verify.Verifier;
import constellations.verify.claim.Certificate;
import constellations.verify.claim.Claim;
import constellations.verify.claim.ConstellationClaim;
import constellations.verify.claim.Demand;
import constellations.verify.claim.Sha256;
import constellations.verify.claim.Verdict;
import constellations.verify.composition.CompositionCertificate;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Quadratic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The accepted results in a folder: {@code index.jsonl} with a line for each {@link Cell}, and the
 * certificates in {@code certificates/}. Nothing enters that the verifier has not accepted, and of
 * each cell the best claim stays, the first of equal ones. For use by several threads.
 */
public final class ResultIndex implements AutoCloseable {
  /** The folder of certificates, below that of results. */
  public static final String CERTIFICATES = "certificates";

  /** The name of the index. */
  static final String FILE = "index.jsonl";

  private static final String LOCK = ".lock";

  private final Path folder;
  private final TreeMap<Cell, Entry> cells = new TreeMap<>();

  /** The entries by the class of their claims, until one is added. */
  private final Map<Class<?>, List<Entry>> byClaim = new HashMap<>();

  private final Map<String, Entry> byId = new HashMap<>();

  /** Files that may have become useless. */
  private final Set<String> superseded = new TreeSet<>();

  /** What became of a certificate. */
  public enum Change {
    /** The first of its cell. */
    ADDED,
    /** Better than what was there. */
    IMPROVED,
    /** Already there. */
    KNOWN,
    /** No better than what is there. */
    NO_BETTER,
    /** Not accepted by the verifier. */
    REJECTED
  }

  /**
   * The outcome of an addition.
   *
   * @param entry what the cell has now; for a rejected certificate what it would have been
   * @param reason of the verifier for a rejection
   */
  public record Added(Change change, Entry entry, String reason) {
    /** Whether the results have become better. */
    public boolean isGain() {
      return change == Change.ADDED || change == Change.IMPROVED;
    }

    /**
     * The same, of a certificate that this program has made.
     *
     * @throws IllegalStateException if it was rejected, which is a fault of the program
     */
    public Added accepted() {
      if (change == Change.REJECTED) {
        throw new IllegalStateException(entry.id() + " was rejected: " + reason);
      }
      return this;
    }
  }

  /** Held while this index may be changed, else null. */
  private FileChannel lock;

  private ResultIndex(Path folder) {
    this.folder = folder;
  }

  /**
   * Opens the index of a folder; an empty one if there is none.
   *
   * @throws BadInputException if it cannot be read
   */
  public static ResultIndex open(Path folder) {
    ResultIndex index = new ResultIndex(folder);
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return index;
    }
    int number = 0;
    for (Entry entry : Entry.readAll(file)) {
      number++;
      if (index.cells.put(Cell.of(entry.claim()), entry) != null) {
        throw BadInputException.file(
            file + ", line " + number, "a second " + entry.text(), "one entry for each cell");
      }
    }
    return index;
  }

  /**
   * Opens the index of a folder to change it; no other command can, until it is closed.
   *
   * @throws BadInputException if another process does, or it cannot be read
   */
  public static ResultIndex openToWrite(Path folder) {
    try {
      Files.createDirectories(folder);
      FileChannel channel =
          FileChannel.open(
              folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        if (channel.tryLock() != null) {
          ResultIndex index = open(folder);
          index.lock = channel;
          return index;
        }
      } catch (OverlappingFileLockException e) {
        // Held by another thread of this process.
      }
      channel.close();
      throw BadInputException.file(
              folder.toString(), "another command that changes it", "a folder of its own")
          .withAdvice("Maybe wait until the other command is done.");
    } catch (IOException e) {
      throw BadInputException.file(
          folder.toString(), "no way to write: " + e.getMessage(), "a folder that can be written");
    }
  }

  /** Lets others change the folder again. */
  @Override
  public void close() {
    try {
      if (lock != null) {
        lock.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the lock of " + folder + " cannot be released", e);
    }
  }

  /** The folder. */
  public Path folder() {
    return folder;
  }

  /** The folder of the certificates. */
  public Path certificates() {
    return folder.resolve(CERTIFICATES);
  }

  /** The names of the files of an entry: its certificate and all that this is composed of. */
  public Set<String> files(Entry entry) {
    return NamedFiles.of(certificate(entry));
  }

  /** The best code of so many points or more in a dimension or below. */
  public Optional<Entry> bestCode(long dimension, BigInteger points) {
    return best(
        Claim.CodeExists.class,
        code -> code.dimension() <= dimension && code.points().compareTo(points) >= 0);
  }

  /** The best of comparable claims. */
  private <T extends Claim> Optional<Entry> best(Class<T> type, Predicate<T> wanted) {
    return where(type, wanted).reduce((a, b) -> Cell.better(b.claim(), a.claim()) ? b : a);
  }

  private <T extends Claim> Stream<Entry> where(Class<T> type, Predicate<T> wanted) {
    return of(type).stream().filter(e -> wanted.test(type.cast(e.claim())));
  }

  /** The best proof that so many points or fewer in a dimension or above have some cosine. */
  Optional<Entry> bestCodeBound(long dimension, BigInteger points) {
    return best(
        Claim.CodeBound.class,
        bound -> bound.dimension() >= dimension && bound.points().compareTo(points) < 0);
  }

  /** The entries with claims of a class, in the order of the cells. */
  public synchronized List<Entry> of(Class<? extends Claim> type) {
    return byClaim.computeIfAbsent(
        type, t -> cells.values().stream().filter(e -> t.isInstance(e.claim())).toList());
  }

  /** What the cell of a claim has. */
  synchronized Optional<Entry> at(Claim claim) {
    return Optional.ofNullable(cells.get(Cell.of(claim)));
  }

  /** All entries, in the order of the cells. */
  public synchronized List<Entry> entries() {
    return List.copyOf(cells.values());
  }

  /** The entry of an identifier, which may be shortened as long as it is unique. */
  public synchronized Optional<Entry> find(String id) {
    if (byId.isEmpty()) {
      cells.values().forEach(entry -> byId.put(entry.id(), entry));
    }
    if (byId.containsKey(id)) {
      return Optional.of(byId.get(id));
    }
    List<Entry> found =
        cells.values().stream()
            .filter(e -> e.id().startsWith(id) || e.id().endsWith(id) || e.sha256().startsWith(id))
            .toList();
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  /** The code of N points in R^d, if there is one in its own cell. */
  public synchronized Optional<Entry> code(long dimension, long points) {
    return Optional.ofNullable(cells.get(Cell.code(dimension, BigInteger.valueOf(points))));
  }

  /** The proof that N points in R^d have some cosine at least, if there is one in its own cell. */
  public synchronized Optional<Entry> codeBound(long dimension, long points) {
    return Optional.ofNullable(cells.get(Cell.codeBound(dimension, BigInteger.valueOf(points))));
  }

  /** The bound of the fewest points for codes of a dimension and cosine. */
  public Optional<Entry> leastBound(long dimension, Quadratic cosine) {
    return where(
            Claim.CodeBound.class,
            x -> x.dimension() == dimension && x.cosine().compareTo(cosine) >= 0)
        .min(Comparator.comparing(e -> ((Claim.CodeBound) e.claim()).points()));
  }

  /** The constellation of the least dimension that meets a demand or more. */
  public Optional<Entry> constellation(Demand demand) {
    return where(ConstellationClaim.Exists.class, x -> x.demand().covers(demand))
        .min(Comparator.comparingLong(e -> ((ConstellationClaim.Exists) e.claim()).dimension()));
  }

  /** The bound of the largest dimension for a demand or less. */
  public Optional<Entry> constellationBound(Demand demand) {
    return where(ConstellationClaim.Needs.class, x -> demand.covers(x.demand()))
        .max(Comparator.comparingLong(e -> ((ConstellationClaim.Needs) e.claim()).dimension()));
  }

  /** The certificate of an entry, read again. */
  public Certificate certificate(Entry entry) {
    return CertificateReader.read(folder.resolve(entry.file()));
  }

  /**
   * Verifies a certificate and adds it if it improves its cell. {@link #save} writes the index. All
   * files are named after their content, so that none takes the place of another.
   *
   * @param sideFiles the folder of the files that it names
   * @throws BadInputException if the folder cannot be written
   */
  public Added add(Certificate given, Path sideFiles, int threads) {
    Added added = addUnlessWorse(given, sideFiles, threads);
    if (added.change() != Change.NO_BETTER) {
      return added;
    }
    // What improves nothing may still be false, and its owner wants to know.
    Verdict verdict = Verifier.verify(given, threads);
    Entry entry = Entry.of(StoredForm.of(given));
    return verdict.accepted() ? added : new Added(Change.REJECTED, entry, verdict.reason());
  }

  private Added addUnlessWorse(Certificate given, Path sideFiles, int threads) {
    Certificate certificate = StoredForm.of(given);
    Entry entry = Entry.of(certificate);
    Cell cell = Cell.of(entry.claim());
    synchronized (this) {
      Entry known = cells.get(cell);
      if (known != null && known.id().equals(entry.id()) && isWhole(known)) {
        return new Added(Change.KNOWN, known, "");
      }
      if (known != null
          && !known.id().equals(entry.id())
          && !Cell.better(entry.claim(), known.claim())) {
        return new Added(Change.NO_BETTER, known, "");
      }
    }
    // What has parts or side files writes them only after it has been accepted.
    boolean alone = NamedFiles.of(certificate).size() == 1;
    Verdict verdict =
        alone
            ? CertificateStore.writeAccepted(certificates(), certificate, threads).verdict()
            : Verifier.verify(given, threads);
    if (!verdict.accepted()) {
      return new Added(Change.REJECTED, entry, verdict.reason());
    }
    if (!alone) {
      NamedFiles.copy(given, sideFiles, certificates());
      CertificateStore.write(certificates(), certificate, threads);
    }
    synchronized (this) {
      Entry known = cells.get(cell);
      if (known != null && known.id().equals(entry.id())) {
        return new Added(Change.KNOWN, known, "");
      }
      if (known != null && !Cell.better(entry.claim(), known.claim())) {
        superseded.addAll(NamedFiles.of(certificate));
        return new Added(Change.NO_BETTER, known, "");
      }
      cells.put(cell, entry);
      byClaim.clear();
      byId.clear();
      if (known != null) {
        superseded.addAll(filesIfThere(known));
      }
      return new Added(known == null ? Change.ADDED : Change.IMPROVED, entry, "");
    }
  }

  /**
   * Adds a certificate that this program has just made, without side files.
   *
   * @throws IllegalStateException if the verifier does not accept it
   */
  public Added addOwn(Certificate certificate, int threads) {
    return addUnlessWorse(certificate, certificates(), threads).accepted();
  }

  /** Whether the certificate of an entry is there as it was, with all that it names. */
  private boolean isWhole(Entry entry) {
    try {
      byte[] bytes = Files.readAllBytes(folder.resolve(entry.file()));
      return Sha256.of(bytes).equals(entry.sha256()) && !filesIfThere(entry).isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  /** The files of an entry; none if they cannot be read. */
  private Set<String> filesIfThere(Entry entry) {
    try {
      return NamedFiles.of(certificate(entry));
    } catch (BadInputException e) {
      return Set.of();
    }
  }

  /**
   * Writes the index, then removes the files of what was superseded, unless others are composed of
   * them.
   */
  public synchronized void save() {
    WholeFiles.write(folder.resolve(FILE), lines().getBytes(StandardCharsets.UTF_8));
    if (superseded.isEmpty()) {
      return;
    }
    boolean vectors = superseded.stream().anyMatch(name -> name.endsWith(".npy"));
    for (Entry entry : cells.values()) {
      boolean composed = vectors || entry.kind().equals(CompositionCertificate.KIND);
      superseded.removeAll(
          composed ? NamedFiles.of(certificate(entry)) : Set.of(entry.id() + ".json"));
    }
    for (String name : superseded) {
      try {
        Files.deleteIfExists(certificates().resolve(name));
      } catch (IOException e) {
        throw BadInputException.file(name, e.getMessage(), "a file that can be removed");
      }
    }
    superseded.clear();
  }

  /** The index as its file has it. */
  synchronized String lines() {
    StringBuilder lines = new StringBuilder();
    cells.values().forEach(entry -> lines.append(entry.json()).append('\n'));
    return lines.toString();
  }
}
