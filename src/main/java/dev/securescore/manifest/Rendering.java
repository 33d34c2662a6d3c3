package dev.securescore.manifest;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One run of a tool over one folder, bounded in time and output. */
final class Rendering {

  private static final int ERROR_BYTES = 2048;

  private final RenderTool tool;
  private final ReaderLimits limits;
  private final Process process;

  private Rendering(RenderTool tool, ReaderLimits limits, Process process) {
    this.tool = tool;
    this.limits = limits;
    this.process = process;
  }

  /** What the tool writes for a folder. */
  static byte[] render(RenderTool tool, Path folder, ReaderLimits limits)
      throws UnreadableException {
    List<String> command = tool.commandFor(FileBytes.identity(folder));
    try {
      Process process = new ProcessBuilder(command).start();
      Rendering rendering = new Rendering(tool, limits, process);
      try {
        return rendering.result();
      } finally {
        rendering.stop();
      }
    } catch (IOException | ExecutionException failed) {
      throw rendering(tool, "cannot be run: " + failed.getMessage());
    } catch (TimeoutException slow) {
      throw rendering(tool, "took longer than " + limits.renderTime().toSeconds() + " s");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw rendering(tool, "was interrupted");
    }
  }

  private static UnreadableException rendering(RenderTool tool, String message) {
    return new UnreadableException(0, "not rendered: " + tool.name() + " " + message);
  }

  private byte[] result()
      throws UnreadableException,
          IOException,
          ExecutionException,
          InterruptedException,
          TimeoutException {
    process.getOutputStream().close();
    CompletableFuture<byte[]> error = drain(process.getErrorStream(), ERROR_BYTES);
    byte[] output = await(drain(process.getInputStream(), limits.fileBytes() + 1));
    if (output.length > limits.fileBytes()) {
      throw rendering(tool, "writes more than " + limits.fileBytes() + " bytes");
    }
    if (!process.waitFor(limits.renderTime().toMillis(), TimeUnit.MILLISECONDS)) {
      throw new TimeoutException();
    }
    if (process.exitValue() != 0) {
      throw rendering(tool, "says: " + oneLine(await(error)));
    }
    return output;
  }

  private byte[] await(CompletableFuture<byte[]> bytes)
      throws ExecutionException, InterruptedException, TimeoutException {
    return bytes.get(limits.renderTime().toMillis(), TimeUnit.MILLISECONDS);
  }

  private static CompletableFuture<byte[]> drain(InputStream stream, int limit) {
    CompletableFuture<byte[]> bytes = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            bytes.complete(stream.readNBytes(limit));
            stream.transferTo(OutputStream.nullOutputStream());
          } catch (IOException failed) {
            bytes.completeExceptionally(failed);
          }
        });
    return bytes;
  }

  private static String oneLine(byte[] message) {
    return new String(message, StandardCharsets.UTF_8).strip().replaceAll("[\\s\\p{Cntrl}]+", " ");
  }

  private void stop() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
