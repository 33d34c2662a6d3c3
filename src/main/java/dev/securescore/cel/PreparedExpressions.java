package dev.securescore.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.securescore.json.PackedReader;
import dev.securescore.json.PackedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Expressions that were compiled when the program was built, so that no start compiles them again.
 *
 * <p>They are found by their whole text, the names they may use and the type they should have: an
 * expression that was changed since, wherever it comes from, is simply not among them.
 */
final class PreparedExpressions {

  /** Where the build puts them on the class path. */
  static final String RESOURCE = "/prepared/expressions";

  /** An expression that was accepted. */
  record Prepared(
      CelScope scope,
      ResultType expected,
      Set<String> references,
      Set<Read> reads,
      Set<String> keys,
      KubernetesRelease minimumRelease,
      PackedReader tree) {

    /** Its tree, ready to be planned. */
    CelAbstractSyntaxTree unpacked() {
      return TreeReader.read(tree.copy());
    }
  }

  private static final ResultType[] TYPES = ResultType.values();

  private final Map<String, List<Prepared>> byText;

  private PreparedExpressions(Map<String, List<Prepared>> byText) {
    this.byText = byText;
  }

  static PreparedExpressions none() {
    return new PreparedExpressions(Map.of());
  }

  /** Those that the program brings; none in a build that has not come to them. */
  static PreparedExpressions ofProgram() {
    try (@Nullable InputStream stream = PreparedExpressions.class.getResourceAsStream(RESOURCE)) {
      return stream == null ? none() : of(stream.readAllBytes());
    } catch (IOException broken) {
      throw new UncheckedIOException("the program's own " + RESOURCE + " cannot be read", broken);
    }
  }

  Optional<Prepared> find(String expression, CelScope scope, ResultType expected) {
    for (Prepared each : byText.getOrDefault(expression, List.of())) {
      if (each.expected() == expected && each.scope().equals(scope)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /** Those that a recorder has packed. */
  static PreparedExpressions of(byte[] packed) {
    PackedReader in = new PackedReader(packed);
    List<CelScope> scopes = new ArrayList<>();
    for (long left = in.number(); left > 0; left--) {
      scopes.add(
          new CelScope(Set.copyOf(in.texts()), Set.copyOf(in.texts()), Set.copyOf(in.texts())));
    }
    Map<String, List<Prepared>> byText = new HashMap<>();
    for (long left = in.number(); left > 0; left--) {
      byText
          .computeIfAbsent(in.text(), _ -> new ArrayList<>(1))
          .add(
              new Prepared(
                  scopes.get((int) in.number()),
                  TYPES[(int) in.number()],
                  Set.copyOf(in.texts()),
                  reads(in),
                  Set.copyOf(in.texts()),
                  new KubernetesRelease((int) in.number()),
                  in.part()));
    }
    return new PreparedExpressions(byText);
  }

  private static Set<Read> reads(PackedReader in) {
    Set<Read> reads = new HashSet<>();
    for (long left = in.number(); left > 0; left--) {
      reads.add(new Read(in.text(), in.flag(), in.texts()));
    }
    return Set.copyOf(reads);
  }

  /** Packs what a compilation accepts. */
  static final class Recorder {

    private final List<CelScope> scopes = new ArrayList<>();
    private final List<byte[]> expressions = new ArrayList<>();

    void accepted(Expression expression, CelScope scope, CelAbstractSyntaxTree planned) {
      if (!scopes.contains(scope)) {
        scopes.add(scope);
      }
      PackedWriter out = new PackedWriter();
      out.text(expression.source());
      out.number(scopes.indexOf(scope));
      out.number(expression.expected().ordinal());
      out.texts(new TreeSet<>(expression.references()));
      write(expression.reads(), out);
      out.texts(new TreeSet<>(expression.keys()));
      out.number(expression.minimumRelease().minor());
      PackedWriter tree = new PackedWriter();
      new TreeWriter(tree).write(planned);
      out.bytes(tree.packed());
      if (expressions.stream().noneMatch(known -> Arrays.equals(known, out.packed()))) {
        expressions.add(out.packed());
      }
    }

    /** In an order of their own, so that every build makes the same file. */
    private static void write(Set<Read> reads, PackedWriter out) {
      out.number(reads.size());
      reads.stream()
          .sorted(Comparator.comparing(Read::toString))
          .forEach(read -> {
            out.text(read.name());
            out.flag(read.ofEach());
            out.texts(read.fields());
          });
    }

    byte[] packed() {
      PackedWriter out = new PackedWriter();
      out.number(scopes.size());
      for (CelScope scope : scopes) {
        out.texts(new TreeSet<>(scope.variables()));
        out.texts(new TreeSet<>(scope.composed()));
        out.texts(new TreeSet<>(scope.parameters()));
      }
      out.number(expressions.size());
      expressions.forEach(out::raw);
      return out.packed();
    }
  }
}
