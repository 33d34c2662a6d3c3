package dev.securescore.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/**
 * A step of the launcher: writes the classes of a library in a newer format.
 *
 * <p>The JDK remembers no class for the next start whose format is older than that of Java 6, and
 * checks it by the old, slow verifier. picocli still comes in the format of Java 5.
 */
final class NewerClasses {

  private static final int FIRST_REMEMBERED = ClassFile.JAVA_6_VERSION;
  private static final int WRITTEN = ClassFile.JAVA_8_VERSION;

  private static final ClassFile CLASSES =
      ClassFile.of(
          ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
          ClassFile.ConstantPoolSharingOption.NEW_POOL);
  private static final ClassTransform NEWER =
      ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)
          .andThen(ClassTransform.endHandler(built -> built.withVersion(WRITTEN, 0)));

  private NewerClasses() {}

  /** Rewrites jars that are on the class path too; leaves those without old classes alone. */
  static void main(String[] jars) throws IOException {
    for (String jar : jars) {
      rewrite(Path.of(jar));
    }
  }

  /** Puts a jar in the place of one that has old classes, whole or not at all. */
  static void rewrite(Path file) throws IOException {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    boolean changed = false;
    try (JarFile jar = new JarFile(file.toFile());
        JarOutputStream out = new JarOutputStream(written)) {
      for (JarEntry entry : jar.stream().toList()) {
        byte[] content = jar.getInputStream(entry).readAllBytes();
        boolean old = entry.getName().endsWith(".class") && isOld(content);
        JarEntry copy = new JarEntry(entry.getName());
        copy.setTimeLocal(entry.getTimeLocal());
        out.putNextEntry(copy);
        out.write(old ? newer(content) : content);
        out.closeEntry();
        changed |= old;
      }
    }
    if (changed) {
      String name = file.getFileName() + "." + ProcessHandle.current().pid();
      Path beside = file.resolveSibling(name);
      Files.write(beside, written.toByteArray());
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static boolean isOld(byte[] content) {
    return CLASSES.parse(content).majorVersion() < FIRST_REMEMBERED;
  }

  private static byte[] newer(byte[] content) {
    ClassModel old = CLASSES.parse(content);
    return CLASSES.transformClass(old, NEWER);
  }
}
