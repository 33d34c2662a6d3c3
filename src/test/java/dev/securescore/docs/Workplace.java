package dev.securescore.docs;

import dev.securescore.KubeApi;
import dev.securescore.Output;
import dev.securescore.Project;
import dev.securescore.cli.CommandRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** A checkout beside the manifests that the pages speak of, with their programs on the PATH. */
final class Workplace implements AutoCloseable {

  private static final Pattern OURS = Pattern.compile("(\\./)?secure-score( [^|<$]*)?");
  private static final Pattern LIVE =
      Pattern.compile("(\\./)?secure-score( (status|explain|kinds|scan --live).*)?");
  private static final Pattern RELEASE = Pattern.compile("helm (install|upgrade|uninstall) .*");
  private static final Pattern REDIRECTED = Pattern.compile("(.*) > (\\S+)");

  private final Path folder;
  private final Path programs;
  private final KubeApi api;
  private @Nullable KubeApi releases;

  private Workplace(Path temporary, KubeApi api) {
    this.folder = temporary.resolve("checkout");
    this.programs = temporary.resolve("bin");
    this.api = api;
  }

  static Workplace in(Path temporary, KubeApi api) throws IOException {
    Workplace workplace = new Workplace(temporary, api);
    workplace.link();
    workplace.write();
    return workplace;
  }

  private void link() throws IOException {
    Path root = Project.root();
    Files.createDirectories(folder);
    Files.createDirectories(programs);
    for (String name : List.of("config", "crds", "helm", "kubectl_complete-secure_score")) {
      Files.createSymbolicLink(folder.resolve(name), root.resolve(name));
    }
    Files.createSymbolicLink(folder.resolve("secure-score"), root.resolve("secure-score"));
    Files.createSymbolicLink(programs.resolve("secure-score"), root.resolve("secure-score"));
    Files.createSymbolicLink(
        programs.resolve("kubectl-secure_score"), root.resolve("secure-score"));
    Files.createSymbolicLink(programs.resolve("kubectl"), api.kubectl());
    Files.createDirectories(folder.resolve(".local/bin"));
    Files.createDirectories(folder.resolve(".config/fish/completions"));
  }

  private void write() throws IOException {
    try (Stream<Path> samples = Files.list(Project.root().resolve("config/samples"))) {
      for (Path sample : samples.toList()) {
        put("deploy/" + sample.getFileName(), Files.readString(sample));
      }
    }
    put("no-latest-tag.yaml", yaml("README.md", "metadata: {name: no-latest-tag}"));
    put("fixtures/no-latest-tag/pass-1.yaml", pod("app:1.0", ""));
    put("fixtures/no-latest-tag/fail-1.yaml", pod("app:latest", ""));
    String page = "docs/writing-recommendations.md";
    put("ours/service-links.yaml", yaml(page, "  threat: >-"));
    put("ours/fixtures/service-links/pass-off.yaml", yaml(page, "kind: Pod"));
    put("ours/fixtures/service-links/fail-nothing-said.yaml", pod("app:1.0", ""));
    put("policy.yaml", yaml("docs/configure.md", "kind: SecureScorePolicy"));
    String exemption = yaml("docs/exemptions.md", "kind: SecurityExemption");
    put("exemptions/legacy-api-limits.yaml", exemption);
    put("security/exemptions/legacy-api-limits.yaml", exemption);
    put("web.yaml", exemption.replace("legacy-api-limits", "web").replace("legacy-api", "web"));
    put("charts/shop/Chart.yaml", "apiVersion: v2\nname: shop\nversion: 0.1.0\n");
    put("charts/shop/templates/pod.yaml", pod("app:1.0", ""));
    put(
        "namespaces.yaml",
        namespaces()
            + openReports("Report", "Namespaced")
            + openReports("ClusterReport", "Cluster"));
    put(
        "argocd-cm.yaml",
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: argocd-cm, namespace: argocd}\n");
    put("main.json", new CommandRun().of("scan", "-o", "json", absolute("deploy")).out());
  }

  private static String pod(String image, String more) {
    return "apiVersion: v1\nkind: Pod\nmetadata: {name: app}\nspec:\n  containers: [{name: app, image: \"%s\"}]\n%s"
        .formatted(image, more);
  }

  private static String namespaces() {
    return "apiVersion: v1\nkind: Namespace\nmetadata: {name: secure-score}\n---\n"
        + "apiVersion: v1\nkind: Namespace\nmetadata: {name: argocd}\n";
  }

  private static String openReports(String kind, String scope) {
    String plural = kind.toLowerCase(Locale.ROOT) + "s";
    return """
    ---
    apiVersion: apiextensions.k8s.io/v1
    kind: CustomResourceDefinition
    metadata: {name: %2$s.openreports.io}
    spec:
      group: openreports.io
      scope: %3$s
      names: {kind: %1$s, plural: %2$s, singular: %4$s, listKind: %1$sList}
      versions:
      - name: v1alpha1
        served: true
        storage: true
        schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
    """
        .formatted(kind, plural, scope, kind.toLowerCase(Locale.ROOT));
  }

  /** The block of a page that has a line. */
  private static String yaml(String page, String line) throws IOException {
    String text = Files.readString(Project.root().resolve(page));
    return Arrays.stream(text.split("```yaml\n", -1))
        .skip(1)
        .map(block -> block.substring(0, block.indexOf("\n```") + 1))
        .filter(block -> block.lines().anyMatch(each -> each.startsWith(line)))
        .findFirst()
        .orElseThrow(() -> new AssertionError(page + " has no block with " + line));
  }

  private void put(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, text);
  }

  private String absolute(String name) {
    return folder.resolve(name).toString();
  }

  /** What the cluster holds before the first command. */
  List<String> clusterObjects() {
    return Stream.of(
            "namespaces.yaml",
            "config/recommendations",
            "config/samples",
            "policy.yaml",
            "argocd-cm.yaml",
            "web.yaml",
            "exemptions")
        .map(this::absolute)
        .toList();
  }

  /** Runs a command line: ours in this JVM where no shell is needed. */
  Output run(String command) {
    return OURS.matcher(command).matches() ? here(command) : shell(command);
  }

  private Output here(String command) {
    Matcher redirected = REDIRECTED.matcher(command);
    String words = redirected.matches() ? redirected.group(1) : command;
    List<String> arguments = new ArrayList<>();
    for (String word : words.split(" +", -1)) {
      arguments.add(Files.exists(folder.resolve(word)) ? absolute(word) : word);
    }
    arguments.removeFirst();
    if (LIVE.matcher(words).matches()) {
      arguments.addAll(List.of("--kubeconfig", api.kubeconfig().toString()));
    }
    CommandRun.Outcome outcome =
        new CommandRun().onRunningClock().of(arguments.toArray(String[]::new));
    if (redirected.matches()) {
      try {
        put(redirected.group(2).replaceFirst("^~/", ""), outcome.out());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new Output(outcome.exitCode(), outcome.out(), outcome.err());
  }

  private Output shell(String command) {
    if (command.startsWith("helm ")) {
      linkHelm();
    }
    // Two pages install the release.
    String script =
        command.startsWith("helm install ")
            ? "helm uninstall secure-score -n secure-score --ignore-not-found && " + command
            : command;
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-o", "pipefail", "-c", script).directory(folder.toFile());
    Map<String, String> environment = builder.environment();
    environment.merge("PATH", programs.toString(), (path, first) -> first + ":" + path);
    environment.put("HOME", folder.toString());
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put(
        "KUBECONFIG",
        (RELEASE.matcher(command).matches() ? releases() : api).kubeconfig().toString());
    return Output.of(builder);
  }

  private void linkHelm() {
    Path link = programs.resolve("helm");
    if (!Files.exists(link)) {
      try {
        Files.createSymbolicLink(link, helm());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The newest Helm of the tests' programs; without one the command is skipped. */
  private static Path helm() throws IOException {
    String cache =
        System.getenv().getOrDefault("XDG_CACHE_HOME", System.getProperty("user.home") + "/.cache");
    Path tools = Path.of(cache, "secure-score/bench");
    if (!Files.isDirectory(tools)) {
      return Assumptions.abort("no Helm below " + tools);
    }
    try (Stream<Path> versions = Files.list(tools)) {
      return versions
          .map(version -> version.resolve("helm"))
          .filter(Files::isExecutable)
          .max(Comparator.naturalOrder())
          .orElseGet(() -> Assumptions.abort("no Helm below " + tools));
    }
  }

  /** A cluster that has our kinds and nothing else, for what Helm installs. */
  private KubeApi releases() {
    @Nullable KubeApi started = releases;
    if (started == null) {
      started = KubeApi.own();
      releases = started;
    }
    return started;
  }

  @Override
  public void close() {
    @Nullable KubeApi started = releases;
    if (started != null) {
      started.close();
    }
  }
}
