package dev.blackstart.cluster;

import java.util.List;

/**
 * A command a helmfile runs beside a release (helmfile docs, "Hooks").
 *
 * @param events such as {@code postsync}
 * @param folder the folder the command runs in, relative to the repository's root
 */
public record Hook(
    List<String> events, String command, List<String> args, String folder, Place at) {}
