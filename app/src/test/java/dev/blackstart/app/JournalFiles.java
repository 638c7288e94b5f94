package dev.blackstart.app;

import dev.blackstart.files.FileJournal;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The journals below a state folder in which somebody is at work: files there come and go between
 * the look into a folder and the look at what was in it.
 */
public final class JournalFiles {
  private JournalFiles() {}

  public static List<Path> below(Path state) throws IOException {
    List<Path> journals = new ArrayList<>();
    Files.walkFileTree(
        state,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.endsWith(FileJournal.NAME)) {
              journals.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path gone, IOException why) {
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException goneMeanwhile) {
            return FileVisitResult.CONTINUE;
          }
        });
    Collections.sort(journals);
    return journals;
  }
}
