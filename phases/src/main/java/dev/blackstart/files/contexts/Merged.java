package dev.blackstart.files.contexts;

import java.nio.file.Path;
import java.util.List;

/**
 * What a merge came to.
 *
 * @param files that were written, the main one first
 * @param context name the cluster is known by now
 * @param replaced whether it was known by that name before
 * @param current name of the current context now
 * @param backups what the files were before, beside them
 */
public record Merged(
    List<Path> files, String context, boolean replaced, String current, List<Path> backups) {}
