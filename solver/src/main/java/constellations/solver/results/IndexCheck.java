package constellations.solver.results;

import constellations.verify.Verifier;
import constellations.verify.claim.Certificate;
import constellations.verify.claim.Sha256;
import constellations.verify.claim.Verdict;
import constellations.verify.exact.BadInputException;
import constellations.verify.exact.Parallel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Verifies the results from nothing: that each certificate is there, unchanged and accepted, that
 * its line of the index follows from it, and that there are no other lines or certificates.
 */
public final class IndexCheck {
  private final ResultIndex index;
  private final BooleanSupplier stop;
  private final Set<String> used = ConcurrentHashMap.newKeySet();
  private final AtomicInteger checked = new AtomicInteger();

  private IndexCheck(ResultIndex index, BooleanSupplier stop) {
    this.index = index;
    this.stop = stop;
  }

  /**
   * What a check has seen.
   *
   * @param problems what is wrong, a line each
   * @param checked how many entries were looked at: all, unless it was stopped
   */
  public record Outcome(List<String> problems, int checked) {}

  /**
   * Checks an index.
   *
   * @param done is run after each entry
   * @param stop ends it between entries
   */
  public static Outcome of(ResultIndex index, int threads, Runnable done, BooleanSupplier stop) {
    return new IndexCheck(index, stop).outcome(threads, done);
  }

  private Outcome outcome(int threads, Runnable done) {
    List<Entry> all = index.entries();
    List<Optional<String>> found =
        Parallel.map(
            all.size(),
            threads,
            i -> {
              if (stop.getAsBoolean()) {
                return Optional.empty();
              }
              Optional<String> problem = problem(all.get(i));
              checked.incrementAndGet();
              done.run();
              return problem;
            });
    List<String> problems = new ArrayList<>(found.stream().flatMap(Optional::stream).toList());
    if (checked.get() < all.size()) {
      return new Outcome(problems, checked.get());
    }
    if (!fileText().equals(index.lines())) {
      problems.add(ResultIndex.FILE + ": lines are missing, repeated or out of order");
    }
    for (String name : present()) {
      if (!used.contains(name)) {
        problems.add(ResultIndex.CERTIFICATES + "/" + name + ": in no entry of the index");
      }
    }
    return new Outcome(problems, checked.get());
  }

  private Optional<String> problem(Entry entry) {
    String where = entry.file() + ": ";
    try {
      Certificate certificate = index.certificate(entry);
      used.addAll(NamedFiles.of(certificate));
      byte[] bytes = Files.readAllBytes(index.folder().resolve(entry.file()));
      Entry fresh = Entry.of(certificate);
      if (!fresh.sha256().equals(Sha256.of(bytes))) {
        return Optional.of(where + "not in the form in which certificates are written");
      }
      if (!fresh.equals(entry)) {
        return Optional.of(where + "its line of the index is not what follows from it");
      }
      Verdict verdict = Verifier.verify(certificate, 1);
      return verdict.accepted() ? Optional.empty() : Optional.of(where + verdict.reason());
    } catch (BadInputException e) {
      return Optional.of(e.getMessage());
    } catch (ArithmeticException | IllegalArgumentException | IndexOutOfBoundsException e) {
      return Optional.of(where + "the check failed: " + e.getMessage());
    } catch (IOException e) {
      return Optional.of(where + "no readable file");
    }
  }

  /** What the file of the index has; no lines if there is none. */
  private String fileText() {
    Path file = index.folder().resolve(ResultIndex.FILE);
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw BadInputException.file(file.toString(), "nothing readable", "an index of results");
    }
  }

  /** The names of the certificates and vectors in the folder, in order. */
  private List<String> present() {
    Path certificates = index.certificates();
    if (!Files.isDirectory(certificates)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(certificates)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.endsWith(".tmp"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw BadInputException.file(certificates.toString(), "no way to list it", "a folder");
    }
  }
}
