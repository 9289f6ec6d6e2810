package constellations.solver.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Scores against pointwise mutual information, negatives, point sets. */
class PmiCommandsTest extends CommandRuns {
  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private String grid() {
    return ROOT.resolve("instances/pmi/two-latents.json").toString();
  }

  @Test
  void whatIsExact() throws IOException {
    write("c.csv", "1,1,0,0\n0,1,1,0\n0,0,1,1\n1,0,0,1\n");
    Run run = line("pmi info c.csv --json");
    assertEquals(0, run.code(), run.err());
    JsonNode json = run.json();
    assertEquals(3, json.get("rank").asInt());
    assertEquals(4, json.at("/nonnegativeRank/lower").asInt());
    assertEquals(4, json.at("/nonnegativeRank/upper").asInt());
    assertEquals(Math.log(2), json.get("mutualInformation").asDouble(), 1e-14);
    assertEquals("2", json.get("largestRatio").asText());
    write("c.tsv", "1\t1\t0\t0\n0\t1\t1\t0\n0\t0\t1\t1\n1\t0\t0\t1\n");
    assertEquals(3, line("pmi info c.tsv --json").json().get("rank").asInt());
    sets("c.npy", new double[][][] {{{1}}});
    line("pmi info c.npy").isClearError(3);
    // The same by labels of pairs.
    write("x.txt", "a\na\nb\nb\nc\nc\nd\nd\n");
    write("y.csv", "label\n1\n2\n2\n3\n3\n4\n4\n1\n");
    ObjectNode labels = (ObjectNode) line("pmi info x.txt y.csv --json").json();
    ((ObjectNode) json).remove("files");
    labels.remove("files");
    assertEquals(json, labels);
    assertTrue(line("pmi info c.csv").out().contains("nonnegative rank      4   [exact]"));
  }

  /** CLIP cannot, point sets can, and the verifier agrees; mutants are rejected. */
  @Test
  void fitAndBound() throws IOException {
    Run fit = run("pmi", "fit", grid(), "--dimension", "2", "--points", "2", "--json");
    assertEquals(0, fit.code(), fit.err());
    assertTrue(fit.json().get("error").asDouble() < 1e-3);
    assertEquals("certified", fit.json().get("tier").asText());
    Run bound = run("pmi", "bound", grid(), "--dimension", "2", "--json");
    assertTrue(bound.json().get("error").asDouble() > 0.02, bound.out());
    Path good = Path.of(fit.json().get("certificate").asText());
    Path other = Path.of(bound.json().get("certificate").asText());
    assertEquals(0, run("verify", good.toString(), other.toString()).code());
    Run single = run("pmi", "fit", grid(), "--dimension", "2", "--json");
    assertTrue(
        single.json().get("error").asDouble()
            > run("pmi", "bound", grid(), "--dimension", "2", "--score", "weighted", "--json")
                .json()
                .get("error")
                .asDouble());
    // A claim that is better than what is reached, in both files.
    String text = Files.readString(good);
    String error = MAPPER.readTree(text).at("/claim/errorAtMost").asText();
    Files.writeString(good, text.replace(error, "1e-16"));
    assertEquals(1, run("verify", good.toString()).code());
    String above = MAPPER.readTree(Files.readString(other)).at("/claim/errorAbove").asText();
    Files.writeString(other, Files.readString(other).replace(above, "0.0975"));
    assertEquals(1, run("verify", other.toString()).code());
  }

  @Test
  void theLeastNumberOfPoints() throws IOException {
    Run run =
        run(
            "pmi",
            "fit",
            grid(),
            "--dimension",
            "1",
            "--error",
            "1/1000",
            "--starts",
            "2",
            "--json");
    assertEquals(0, run.code(), run.err());
    assertEquals(2, run.json().get("points").asInt());
    // What is certified is compared, and not what was computed.
    Run one = run("pmi", "fit", grid(), "--dimension", "1", "--starts", "2", "--json");
    String certified = one.json().get("error").asText();
    Run less =
        run(
            "pmi",
            "fit",
            grid(),
            "--dimension",
            "1",
            "--starts",
            "2",
            "--error",
            certified,
            "--json");
    assertEquals(1, less.json().get("points").asInt());
    write("eye.csv", "1,0,0\n0,1,0\n0,0,1\n");
    Run clip = line("pmi fit eye.csv --dimension 2 --score clip --json");
    assertTrue(clip.json().get("error").asDouble() < 0.1, clip.out());
    Run none = line("pmi bound eye.csv --dimension 5 --json");
    assertEquals(0, none.code(), none.err());
    assertTrue(none.json().get("error").isNull());
    assertEquals(
        0, line("pmi fit eye.csv --dimension 1 --points 3 --kernel imq --loss contrastive").code());
  }

  @Test
  void tables() throws IOException {
    write("c.csv", "5,2,1\n1,6,2\n3,1,4\n");
    Run run = line("pmi table c.csv --dimensions 1 --points 1,2 --starts 2 --out t");
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains("| c | 1 | **"), run.out());
    String page = Files.readString(folder.resolve("t/pmi.md"));
    assertTrue(page.contains("| distribution | d | CLIP above |"), page);
    assertFalse(MAPPER.readTree(Files.readString(folder.resolve("t/pmi.jsonl"))).isEmpty());
    try (var files = Files.list(folder.resolve("t/pmi"))) {
      String[] names = files.map(Path::toString).toArray(String[]::new);
      assertTrue(names.length >= 4);
      String[] arguments = new String[names.length + 1];
      arguments[0] = "verify";
      System.arraycopy(names, 0, arguments, 1, names.length);
      assertEquals(0, run(arguments).code());
    }
  }

  @Test
  void badInputIsRefused() throws IOException {
    String[] bad = {
      "",
      "[]",
      "{}",
      "{\"counts\": 1}",
      "{\"counts\": [[1, 2]]}",
      "{\"counts\": [[1, 2], [3]]}",
      "{\"counts\": [[1, -2], [3, 4]]}",
      "{\"counts\": [[0, 0], [3, 4]]}",
      "{\"counts\": [[1.5, 2], [3, 4]]}",
      "{\"counts\": [[1, 2], [3, 4]], \"latent\": {}}",
      "{\"latent\": {\"prior\": [1], \"rows\": [[0.5, 0.6]], \"columns\": [[1]]}}",
      "{\"latent\": {\"prior\": [1], \"rows\": [[0.5, 0.5]]}}"
    };
    for (String text : bad) {
      write("bad.json", text);
      line("pmi info bad.json").isClearError(3);
    }
    write("bad.json", "{\"counts\": [[1, 2], [3, 4]]} more");
    line("pmi info bad.json").isClearError(3);
    write("bad.csv", "x,y\n1,2\n");
    line("pmi info bad.csv").isClearError(3);
    line("pmi info none.json").isClearError(3);
    write("c.csv", "5,2\n1,6\n");
    line("pmi").isClearError(2);
    assertEquals(0, line("pmi --help").code());
    line("pmi fit c.csv").isClearError(2);
    line("pmi fit c.csv --dimension 0").isClearError(2);
    line("pmi fit c.csv --dimension 1 --points 2 --error 0.1").isClearError(2);
    line("pmi fit c.csv --dimension 1 --score clip --points 2").isClearError(2);
    line("pmi fit c.csv --dimension 1 --score dot").isClearError(2);
    line("pmi fit c.csv --dimension 1 --kernel linear").isClearError(2);
    line("pmi fit c.csv --dimension 1 --loss none").isClearError(2);
    line("pmi bound c.csv --dimension 1 --score point").isClearError(2);
    write("x.txt", "a\nb\n");
    write("y.txt", "a\nb\nc\n");
    line("pmi info x.txt y.txt").isClearError(3);
  }

  /** Negatives are counted or a share; a run of an experiment is one of these options. */
  @Test
  void negatives() throws IOException {
    String train = "train --pairs 12 --dimension 4 --epochs 200 --temperature 20 --json ";
    JsonNode all = line(train + "--negatives 12").json();
    assertEquals("1", all.get("recallAt1").asText());
    assertEquals(12, all.get("negatives").asInt());
    JsonNode some = line(train + "--negatives 0.4 --shared").json();
    assertEquals(5, some.get("negatives").asInt());
    assertTrue(some.get("shared").asBoolean());
    assertTrue(some.get("deficit").asDouble() > all.get("deficit").asDouble());
    assertEquals(12, line(train + "--negatives 1.0").json().get("negatives").asInt());
    assertEquals(5, line(train + "--negatives 40%").json().get("negatives").asInt());
    assertEquals(1, line(train + "--negatives 1").json().get("negatives").asInt());
    assertEquals(some, without(line(train + "--negatives 5 --shared"), some));
    for (String wrong :
        new String[] {
          "--negatives all",
          "--negatives 120%",
          "--negatives 0%",
          "--negatives 3 --experiment x.json",
          "--negatives 0",
          "--negatives 13",
          "--negatives 1.5",
          "--negatives -1",
          "--shared",
          "--negatives 3 --bias 0.5",
          "--negatives 3 --adapter",
          "--negatives 3 --modalities 3",
          "--negatives 3 --optimiser lbfgs"
        }) {
      line(train + wrong).isClearError(2);
    }
    assertEquals(0, line(train + "--negatives 3 --history h.csv").code());
    String history = Files.readString(folder.resolve("h.csv"));
    assertTrue(history.startsWith("epoch,loss,") && history.contains(",mrr,success"), history);
  }

  /** The same but for the time that it took. */
  private static JsonNode without(Run run, JsonNode like) {
    ObjectNode json = (ObjectNode) run.json();
    json.set("seconds", like.get("seconds"));
    return json;
  }

  @Test
  void experiments() throws IOException {
    write(
        "runs.json",
        "{\"title\": \"t\", \"source\": \"s\", \"runs\": [{\"name\": \"a\", \"arguments\":"
            + " \"--pairs 5 --dimension 3 --epochs 50 --negatives 2\"}, {\"name\": \"b\","
            + " \"arguments\": \"--pairs 5 --dimension 3 --epochs 50\"}]}");
    Run runs = line("train --experiment runs.json --out o");
    assertEquals(0, runs.code(), runs.err());
    assertTrue(Files.readString(folder.resolve("o/runs.md")).contains("| recall@1 | E(s) |"));
    write(
        "rates.json",
        "{\"experiment\": \"gap-rates\", \"title\": \"t\", \"source\": \"s\", \"population\": 64,"
            + " \"scores\": 4, \"temperature\": 0.5, \"repeats\": 8, \"sizes\": [8, 16, 32]}");
    Run rates = line("train --experiment rates.json --out o --json");
    assertEquals(0, rates.code(), rates.err());
    assertEquals(4, rates.json().get("curves").size());
    assertEquals(-1, rates.json().at("/curves/0/slope").asDouble(), 0.2);
    assertTrue(Files.readString(folder.resolve("o/rates.svg")).startsWith("<svg"));
    write(
        "mixture.json",
        "{\"experiment\": \"mixture\", \"title\": \"t\", \"source\": \"s\", \"labels\": 3,"
            + " \"features\": 4, \"noise\": 0.3, \"dimension\": 3, \"temperature\": 0.2,"
            + " \"pairs\": [20], \"percent\": [10, 100], \"repeats\": 2, \"fresh\": 50}");
    Run mixture = line("train --experiment mixture.json --out o");
    assertEquals(0, mixture.code(), mixture.err());
    assertTrue(mixture.out().contains("| 20 | 100 % | 20 | all |"), mixture.out());
    for (String bad :
        new String[] {
          "{\"experiment\": \"none\"}",
          "{\"experiment\": 1}",
          "{\"experiment\": \"gap-rates\"}",
          "{\"experiment\": \"gap-rates\", \"title\": \"t\", \"source\": \"s\", \"population\": 64,"
              + " \"scores\": 4, \"temperature\": 1e-4, \"repeats\": 8, \"sizes\": [8, 16, 32]}",
          "{\"experiment\": \"gap-rates\", \"title\": \"t\", \"source\": \"s\", \"population\": 4000,"
              + " \"scores\": 1000, \"temperature\": 1, \"repeats\": 8, \"sizes\": [8, 16, 32]}",
          "{\"experiment\": \"mixture\", \"title\": \"t\", \"source\": \"s\", \"labels\": 3,"
              + " \"features\": 4, \"noise\": 0.3, \"dimension\": 3, \"temperature\": 0.2,"
              + " \"pairs\": [], \"percent\": [10, 100], \"repeats\": 2, \"fresh\": 50}",
          "{\"experiment\": \"gap-rates\", \"title\": \"t\", \"source\": \"s\", \"population\": 64,"
              + " \"scores\": 4, \"temperature\": 0, \"repeats\": 8, \"sizes\": [8, 16, 32]}",
          "{\"experiment\": \"gap-rates\", \"title\": \"t\", \"source\": \"s\", \"population\": 64,"
              + " \"scores\": 4, \"temperature\": 1, \"repeats\": 8, \"sizes\": [8]}"
        }) {
      write("bad.json", bad);
      line("train --experiment bad.json").isClearError(3);
    }
  }

  private void sets(String name, double[][][] sets) {
    byte[] bytes = new byte[8 * sets.length * sets[0].length * sets[0][0].length];
    java.nio.ByteBuffer data =
        java.nio.ByteBuffer.wrap(bytes).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    for (double[][] set : sets) {
      for (double[] point : set) {
        for (double x : point) {
          data.putDouble(x);
        }
      }
    }
    String header =
        "{'descr': '<f8', 'fortran_order': False, 'shape': ("
            + sets.length
            + ", "
            + sets[0].length
            + ", "
            + sets[0][0].length
            + "), }";
    java.nio.ByteBuffer file = java.nio.ByteBuffer.allocate(10 + header.length() + bytes.length);
    file.order(java.nio.ByteOrder.LITTLE_ENDIAN)
        .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
        .putShort((short) header.length())
        .put(header.getBytes(java.nio.charset.StandardCharsets.US_ASCII))
        .put(bytes);
    try {
      Files.write(folder.resolve(name), file.array());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Scores of point sets against plain loops; one point of each is the distance. */
  @Test
  void pointSets() {
    Random random = new Random(1);
    double[][][] u = new double[6][2][3];
    double[][][] v = new double[6][2][3];
    for (int i = 0; i < 6; i++) {
      for (int j = 0; j < 2; j++) {
        for (int k = 0; k < 3; k++) {
          u[i][j][k] = 2 * random.nextGaussian();
          v[i][j][k] = u[i][j][k] + 0.3 * random.nextGaussian();
        }
      }
    }
    sets("u.npy", u);
    sets("v.npy", v);
    Run run = line("analyse u.npy v.npy --point-sets gaussian --json");
    assertEquals(0, run.code(), run.err());
    double least = Double.POSITIVE_INFINITY;
    double largest = Double.NEGATIVE_INFINITY;
    for (int x = 0; x < 6; x++) {
      for (int y = 0; y < 6; y++) {
        double sum = 0;
        for (double[] p : u[x]) {
          for (double[] q : v[y]) {
            double r = 0;
            for (int k = 0; k < 3; k++) {
              r += (p[k] - q[k]) * (p[k] - q[k]);
            }
            sum += Math.exp(-r / 2) / 4;
          }
        }
        if (x == y) {
          least = Math.min(least, Math.log(sum));
        } else {
          largest = Math.max(largest, Math.log(sum));
        }
      }
    }
    assertEquals((least - largest) / 2, run.json().get("margin").asDouble(), 1e-12);
    assertEquals((least + largest) / 2, run.json().get("bias").asDouble(), 1e-12);
    assertEquals(6, run.json().get("pairs").asInt());
    assertEquals(0, line("analyse u.npy v.npy --point-sets imq").code());
    // Far apart: exp(score) is 0 in double precision, the score is not.
    sets("far.npy", new double[][][] {{{0, 0}}, {{100, 0}}, {{200, 0}}});
    sets("near.npy", new double[][][] {{{1, 0}}, {{101, 0}}, {{201, 0}}});
    Run far = line("analyse far.npy near.npy --point-sets gaussian --json");
    assertEquals(0, far.code(), far.err());
    assertEquals((-0.5 + 99 * 99 / 2.0) / 2, far.json().get("margin").asDouble(), 1e-9);
    line("analyse u.npy v.npy --point-sets cubic").isClearError(2);
    line("analyse u.npy --point-sets gaussian").isClearError(2);
    line("analyse u.npy v.npy --weights u.npy v.npy").isClearError(2);
    line("analyse u.npy v.npy --point-sets imq --weights u.npy v.npy").isClearError(3);
    line("analyse u.npy v.npy --point-sets imq --scan-only").isClearError(2);
  }
}
