package dev.securescore.manifest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A program that renders a folder into manifests, when it is installed.
 *
 * @param name what people call it
 * @param program the program to start
 * @param action its first argument; the folder follows
 */
record RenderTool(String name, String program, String action) {

  static final RenderTool HELM = new RenderTool("helm", "helm", "template");
  static final List<RenderTool> KUSTOMIZE =
      List.of(
          new RenderTool("kustomize", "kustomize", "build"),
          new RenderTool("kubectl", "kubectl", "kustomize"));

  /** The tool with the place of its program; empty where it is in none of the folders. */
  Optional<RenderTool> installedIn(List<Path> searchPath) {
    return searchPath.stream()
        .map(folder -> folder.resolve(program))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst()
        .map(file -> new RenderTool(name, file.toString(), action));
  }

  List<String> commandFor(Path folder) {
    return List.of(program, action, folder.toString());
  }
}
