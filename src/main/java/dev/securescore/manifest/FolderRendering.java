package dev.securescore.manifest;

import dev.securescore.json.JsonMap;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads charts and kustomizations through the tools that render them. */
final class FolderRendering {

  private final ReaderLimits limits;
  private final List<Path> searchPath;
  private final Reading reading;

  FolderRendering(ReaderLimits limits, List<Path> searchPath, Reading reading) {
    this.limits = limits;
    this.searchPath = searchPath;
    this.reading = reading;
  }

  void read(Found.Chart chart) {
    String name = FolderWalk.name(chart.path());
    if (isLibrary(chart)) {
      reading.notice(name, 0, "a Helm library chart, passed over: it renders nothing by itself");
      return;
    }
    Optional<RenderTool> helm = RenderTool.HELM.installedIn(searchPath);
    if (helm.isEmpty()) {
      reading.notice(
          name,
          0,
          "a Helm chart, skipped because helm is not installed; render it with `helm template`"
              + " and scan the result");
      return;
    }
    // helm names templates by the chart's own name; people know the folder
    Input input =
        new Input(
            name,
            false,
            template ->
                FolderWalk.name(
                    chart.path().resolve(template.substring(template.indexOf('/') + 1))));
    render(helm.get(), chart.path(), input);
  }

  void read(Found.Kustomization kustomization, boolean component) {
    String name = FolderWalk.name(kustomization.path());
    if (component) {
      reading.notice(
          name, 0, "a kustomize component, passed over: scan the kustomizations that use it");
      return;
    }
    Optional<RenderTool> kustomize =
        RenderTool.KUSTOMIZE.stream()
            .flatMap(tool -> tool.installedIn(searchPath).stream())
            .findFirst();
    if (kustomize.isEmpty()) {
      reading.notice(
          name,
          0,
          "a kustomization, skipped because neither kustomize nor kubectl is installed; render it"
              + " with `kubectl kustomize` and scan the result");
      return;
    }
    Input input = Input.found(FolderWalk.name(kustomization.file()));
    render(kustomize.get(), kustomization.path(), input);
  }

  private void render(RenderTool tool, Path folder, Input input) {
    try {
      StreamReading.read(input, Rendering.render(tool, folder, limits), limits, reading);
    } catch (UnreadableException failed) {
      reading.problem(input.name(), failed.line(), failed.reason());
    }
  }

  private boolean isLibrary(Found.Chart chart) {
    try {
      String text = Encoding.decode(FileBytes.of(chart.path().resolve("Chart.yaml"), limits));
      return DocumentComposer.compose(text, 1, limits).value() instanceof JsonMap map
          && map.string("type").equals("library");
    } catch (UnreadableException unreadable) {
      return false; // helm says what is wrong with it
    }
  }
}
